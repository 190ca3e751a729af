-- Events of a timeline from an edge on, added to a reply a few at a time until there are enough or they
-- have enough bytes. The reply of no command can be bounded in bytes, and how large an event is shows
-- only when it is read: so the first are read one, two, then four at a time. Returns how many of the
-- limit were left unread for their bytes.
local function read_events(reply, events, descending, edge, limit, bytes, step)
  local left = limit
  while left > 0 and bytes > 0 do
    local count = math.min(step, left)
    local members
    if descending then
      members = redis.call('ZREVRANGEBYSCORE', events, edge, '-inf', 'LIMIT', '0', string.format('%.0f', count))
    else
      members = redis.call('ZRANGEBYSCORE', events, edge, '+inf', 'LIMIT', '0', string.format('%.0f', count))
    end
    for i = 1, #members do
      bytes = bytes - #members[i]
      reply[#reply + 1] = members[i]
    end
    local index = members[count] and string.match(members[count], '^%d+')
    if not index then
      return 0
    end
    edge = '(' .. index
    left = left - count
    step = math.min(step * 2, 8)
  end
  return left
end

-- events/list_indexed: a page of events out of a secondary index: the replies to an event, or the
-- events of some types. Reads what it returns and nothing else of the timeline.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] index: sorted set, the secondary index
-- ARGV[1] descending: flag, 1 for the last events before the edge, newest first
-- ARGV[2] edge: integer, the index to begin behind; empty for the end
-- ARGV[3] limit: integer, how many events at most
-- ARGV[4] bytes: integer, reads no more events once they have so many bytes
-- ARGV[5...] value: string, what the events are listed under; each value costs as much as the limit
--
-- Returns {how many events are left for their bytes, then the stored events}; empty for one that is missing where
-- its entry says.
-- @include index_member
-- @include index_of
-- @include read_event
-- @include corrupt
local descending = ARGV[1] == '1'
local found = {}
for i = 5, #ARGV do
  local from = '[' .. ARGV[i] .. '\0'
  local to = '(' .. ARGV[i] .. '\1'
  local members
  if descending then
    if ARGV[2] ~= '' then
      to = '(' .. index_member(ARGV[i], tonumber(ARGV[2]))
    end
    members = redis.call('ZREVRANGEBYLEX', KEYS[2], to, from, 'LIMIT', 0, ARGV[3])
  else
    if ARGV[2] ~= '' then
      from = '(' .. index_member(ARGV[i], tonumber(ARGV[2]))
    end
    members = redis.call('ZRANGEBYLEX', KEYS[2], from, to, 'LIMIT', 0, ARGV[3])
  end
  for j = 1, #members do
    local index = index_of(members[j])
    if not index then
      return corrupt(2, 'an entry names no index')
    end
    found[#found + 1] = index
  end
end
if descending then
  table.sort(found, function(a, b) return a > b end)
else
  table.sort(found)
end
local reply = {0}
local bytes = tonumber(ARGV[4])
local count = math.min(#found, tonumber(ARGV[3]))
for i = 1, count do
  local stored = read_event(KEYS[1], string.format('%.0f', found[i])) or ''
  reply[i + 1] = stored
  bytes = bytes - #stored
  if bytes <= 0 then
    reply[1] = count - i
    break
  end
end
return reply

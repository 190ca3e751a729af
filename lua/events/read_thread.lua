-- events/read_thread: an event and the first of its replies, for a delete to learn their keys.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] ids: hash, event id to index
-- KEYS[3] threads: sorted set, replies by parent
-- ARGV[1] id: string, the event id
-- ARGV[2] limit: integer, how many replies at most
-- ARGV[3] bytes: integer, reads no more replies once the events have so many bytes; one is read in any case
--
-- Returns {1 if replies were left for their bytes or 0, then the stored events, the root first, then replies by index};
-- {} when the room has no such event.
-- @include read_event
-- @include index_of
-- @include corrupt
-- @include whole_number
local index = redis.call('HGET', KEYS[2], ARGV[1])
if not index then
  return {}
end
if not whole_number(index) then
  return corrupt(2, 'the index of an event is no whole number')
end
local root = read_event(KEYS[1], index) or ''
local events = {0, root}
local bytes = tonumber(ARGV[3]) - #root
if ARGV[2] == '0' then
  return events
end
local replies = redis.call('ZRANGEBYLEX', KEYS[3], '[' .. ARGV[1] .. '\0', '(' .. ARGV[1] .. '\1', 'LIMIT', 0, ARGV[2])
for i, reply in ipairs(replies) do
  local at = index_of(reply)
  if not at then
    return corrupt(3, 'an entry names no index')
  end
  at = string.format('%.0f', at)
  if at ~= index then
    local stored = read_event(KEYS[1], at) or ''
    events[#events + 1] = stored
    bytes = bytes - #stored
    if bytes <= 0 and i < #replies then
      events[1] = 1
      break
    end
  end
end
return events

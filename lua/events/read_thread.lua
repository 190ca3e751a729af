-- events/read_thread: an event and the first of its replies, for a delete to learn their keys.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] ids: hash, event id to index
-- KEYS[3] threads: sorted set, replies by parent
-- ARGV[1] id: string, the event id
-- ARGV[2] limit: integer, how many replies at most
--
-- Returns the stored events, the root first, then replies by index; {} when the room has no such event.
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
local events = {read_event(KEYS[1], index) or ''}
if ARGV[2] == '0' then
  return events
end
local replies = redis.call('ZRANGEBYLEX', KEYS[3], '[' .. ARGV[1] .. '\0', '(' .. ARGV[1] .. '\1', 'LIMIT', 0, ARGV[2])
for _, reply in ipairs(replies) do
  local at = index_of(reply)
  if not at then
    return corrupt(3, 'an entry names no index')
  end
  at = string.format('%.0f', at)
  if at ~= index then
    events[#events + 1] = read_event(KEYS[1], at) or ''
  end
end
return events

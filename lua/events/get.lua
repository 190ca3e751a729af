-- events/get: an event by its id.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] ids: hash, event id to index
-- ARGV[1] id: string, the event id
--
-- Returns the stored event; nothing when the room has no such event, empty when it is missing where its id says.
-- @include read_event
-- @include corrupt
-- @include whole_number
local index = redis.call('HGET', KEYS[2], ARGV[1])
if not index then
  return false
end
if not whole_number(index) then
  return corrupt(2, 'the index of an event is no whole number')
end
return read_event(KEYS[1], index) or ''

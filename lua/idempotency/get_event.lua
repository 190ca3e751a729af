-- idempotency/get_event: the event added under a key.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] idempotency: string, the key
-- KEYS[3] events: sorted set, events by index
-- KEYS[4] ids: hash, event id to index
--
-- Returns the stored event; nothing when no event has the key, empty when it is missing where its id says.
-- @include owner
-- @include read_event
-- @include corrupt
-- @include whole_number
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch and redis.call('EXISTS', KEYS[1]) == 1 then
  return corrupt(1, 'the room has no epoch')
end
local id = epoch and owner_of(redis.call('GET', KEYS[2]), epoch)
local index = id and redis.call('HGET', KEYS[4], id)
if not index then
  return false
end
if not whole_number(index) then
  return corrupt(4, 'the index of an event is no whole number')
end
return read_event(KEYS[3], index) or ''

-- idempotency/is_seen: whether a key is claimed. Changes nothing.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] idempotency: string, the key
--
-- Returns 1 or 0.
-- @include owner
-- @include corrupt
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch and redis.call('EXISTS', KEYS[1]) == 1 then
  return corrupt(1, 'the room has no epoch')
end
if epoch and owner_of(redis.call('GET', KEYS[2]), epoch) ~= nil then
  return 1
end
return 0

-- idempotency/release: gives a key back.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] idempotency: string, the key
-- KEYS[3] claims: sorted set, claims by expiry
-- KEYS[4] recent_calls: sorted set, recent calls
-- ARGV[1] key: string, the key as the caller gave it
-- ARGV[2] call: bytes, the nonce of the call
--
-- Returns 1 if the call gave it back, 0 if it was free.
-- @include owner
-- @include recent_calls
if is_repeated(KEYS[4], ARGV[2]) then
  return 1
end
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch or owner_of(redis.call('GET', KEYS[2]), epoch) == nil then
  return 0
end
redis.call('DEL', KEYS[2])
redis.call('ZREM', KEYS[3], ARGV[1])
remember_call(KEYS[4], ARGV[2])
return 1

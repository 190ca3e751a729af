-- idempotency/claim: claims a key for work that is not an event. The claim is noted in the room, so
-- that deleting the room finds it; a few notes that have expired are swept on the way.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] idempotency: string, the key
-- KEYS[3] claims: sorted set, claims by expiry
-- ARGV[1] key: string, the key as the caller gave it
-- ARGV[2] time_to_live: milliseconds, how long the claim lives
-- ARGV[3] now: milliseconds since 1970, by the caller's clock
-- ARGV[4] call: bytes, the nonce of the call
--
-- Returns {status}.
-- Status 0 ok: now, or by an earlier attempt of the call
-- Status 1 room_not_found
-- Status 2 taken
-- @include owner
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  return {1}
end
local claim = epoch .. 'c' .. ARGV[4]
if not redis.call('SET', KEYS[2], claim, 'NX', 'PX', ARGV[2]) then
  local there = redis.call('GET', KEYS[2])
  if there == claim then
    return {0}
  end
  if owner_of(there, epoch) ~= nil then
    return {2}
  end
  redis.call('SET', KEYS[2], claim, 'PX', ARGV[2])
end
-- A day of grace for clocks that disagree: a note may outlive its claim, never the other way round.
local now = tonumber(ARGV[3])
local expired = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now - 86400000), 'LIMIT', 0, 10)
for i = 1, #expired do
  redis.call('ZREM', KEYS[3], expired[i])
end
redis.call('ZADD', KEYS[3], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
return {0}

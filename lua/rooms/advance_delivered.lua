-- rooms/advance_delivered: moves the delivered index by compare-and-set, never backwards.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] recent_calls: sorted set, recent calls
-- ARGV[1] index: integer, the new value
-- ARGV[2] force: flag, 1 to move from any lower value
-- ARGV[3] call: bytes, the nonce of the call
--
-- Returns 1 if the call moved it, 0 otherwise.
-- @include recent_calls
local at = redis.call('HGET', KEYS[1], 'delivered_index')
if not at then
  return 0
end
if is_repeated(KEYS[2], ARGV[3]) then
  return 1
end
local from = tonumber(at)
local to = tonumber(ARGV[1])
if from == to - 1 or (ARGV[2] == '1' and from < to) then
  redis.call('HSET', KEYS[1], 'delivered_index', ARGV[1])
  remember_call(KEYS[2], ARGV[3])
  return 1
end
return 0

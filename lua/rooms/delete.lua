-- rooms/delete: puts a room aside under names of its own, in time that does not depend on its size.
-- From here on the room reads as deleted, and its id is free. What was put aside is removed in chunks.
--
-- KEYS[1] deleted: set, tokens of incarnations put aside
-- KEYS[2...] key: any type, the keys of the room, the room itself first, then as many names to put them aside under
-- ARGV[1] token: string, tells the incarnation put aside now from others
-- ARGV[2] epoch: string, the epoch of the incarnation to put aside; empty when the room has none
-- ARGV[3] conditions: string, what must still hold of the room; empty for no conditions
--
-- Returns {status, the tokens of all incarnations put aside; for status 2 activity, version, latest index and
-- epoch found}. A room created since the caller looked is another incarnation, and stays: also when the call is
-- repeated.
-- Status 0 no_room
-- Status 1 deleted: by this call
-- Status 2 condition_broken
-- @include corrupt
-- @include room_conditions
local count = (#KEYS - 1) / 2
local existed = redis.call('SISMEMBER', KEYS[1], ARGV[1])
if existed == 0 and redis.call('EXISTS', KEYS[2]) == 1 and (redis.call('HGET', KEYS[2], 'epoch') or '') == ARGV[2] then
  local found, damage = broken_conditions(KEYS[2], ARGV[3])
  if damage then
    return corrupt(2, damage)
  elseif found then
    return {2, found}
  end
  existed = 1
  for i = 2, 1 + count do
    if redis.call('EXISTS', KEYS[i]) == 1 then
      redis.call('RENAME', KEYS[i], KEYS[i + count])
    end
  end
  redis.call('SADD', KEYS[1], ARGV[1])
end
return {existed, redis.call('SMEMBERS', KEYS[1])}

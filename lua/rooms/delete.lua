-- rooms/delete: puts a room aside under names of its own, in time that does not depend on its size.
-- From here on the room reads as deleted, and its id is free. What was put aside is removed in chunks; the
-- deletion is noted beside the writes under way, so that it is finished by whoever meets an entry of the room.
--
-- KEYS[1] deleted: set, tokens of incarnations put aside
-- KEYS[2] intents: hash, writes under way
-- KEYS[3...] key: any type, the keys of the room, the room itself first, then as many names to put them aside under
-- ARGV[1] token: string, tells the incarnation put aside now from others
-- ARGV[2] epoch: string, the epoch of the incarnation to put aside; empty when the room has none
-- ARGV[3] hint: string, the hint that the entries were derived from; empty when the room has none
-- ARGV[4] nonce: string, of those entries; empty when the hint is damaged
-- ARGV[5] life: seconds, after which other processes may finish the deletion
-- ARGV[6] entries: string, the room's index entries
-- ARGV[7] conditions: string, what must still hold of the room; empty for no conditions
--
-- Returns {status, the tokens of all incarnations put aside; for status 2 activity, version, latest index and
-- epoch found}. A room created since the caller looked is another incarnation, and stays: also when the call is
-- repeated.
-- Status 0 no_room
-- Status 1 deleted: by this call
-- Status 2 condition_broken
-- Status 3 changed: the room is listed elsewhere by now, read it again
-- @include corrupt
-- @include room_conditions
local count = (#KEYS - 2) / 2
local status = redis.call('SISMEMBER', KEYS[1], ARGV[1])
if status == 0 and redis.call('EXISTS', KEYS[3]) == 1 then
  local room = redis.call('HMGET', KEYS[3], 'epoch', 'hint')
  if (room[1] or '') == ARGV[2] then
    local found, damage = broken_conditions(KEYS[3], ARGV[7])
    if damage then
      return corrupt(3, damage)
    elseif found then
      return {2, found}
    end
    if (room[2] or '') ~= ARGV[3] then
      return {3, {}}
    end
    status = 1
    for i = 3, 2 + count do
      if redis.call('EXISTS', KEYS[i]) == 1 then
        redis.call('RENAME', KEYS[i], KEYS[i + count])
      end
    end
    redis.call('SADD', KEYS[1], ARGV[1])
    if ARGV[4] ~= '' then
      local now = tonumber(redis.call('TIME')[1])
      redis.call('HSET', KEYS[2], ARGV[4], 'd' .. string.format('%.0f', now + tonumber(ARGV[5])) .. ':' .. ARGV[6])
    end
  end
end
return {status, redis.call('SMEMBERS', KEYS[1])}

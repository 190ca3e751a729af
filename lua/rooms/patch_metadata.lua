-- rooms/patch_metadata: unsets some metadata keys, then sets others. A key that was there keeps its
-- ordinal, and so its place in the order of keys; a new one goes to the end.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] recent_calls: sorted set, recent calls
-- ARGV[1] updated_at: microseconds since 1970
-- ARGV[2] unset_count: integer, how many fields to unset
-- ARGV[3] call: bytes, the nonce of the call
-- ARGV[4...] change: the fields to unset, then field and encoded value in turn
--
-- Returns the room's fields and values; {} when there is no such room.
-- @include recent_calls
local room = redis.call('HMGET', KEYS[1], 'version', 'metadata_ordinal')
if not room[1] then
  return {}
end
if is_repeated(KEYS[2], ARGV[3]) then
  return redis.call('HGETALL', KEYS[1])
end
local unset_count = tonumber(ARGV[2])
for at = 4, 3 + unset_count do
  redis.call('HDEL', KEYS[1], ARGV[at])
end
local ordinal = tonumber(room[2])
for at = 4 + unset_count, #ARGV, 2 do
  local stored = redis.call('HGET', KEYS[1], ARGV[at])
  local own = stored and string.match(stored, '^%d+')
  if not own then
    ordinal = ordinal + 1
    own = string.format('%.0f', ordinal)
  end
  redis.call('HSET', KEYS[1], ARGV[at], own .. ':' .. ARGV[at + 1])
end
redis.call('HSET', KEYS[1],
  'updated_at', ARGV[1],
  'metadata_ordinal', string.format('%.0f', ordinal),
  'version', string.format('%.0f', tonumber(room[1]) + 1))
remember_call(KEYS[2], ARGV[3])
return redis.call('HGETALL', KEYS[1])

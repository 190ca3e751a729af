-- records/remove: removes a record of a room and says what it was.
--
-- KEYS[1] records: hash, id to record
-- KEYS[2] recent_calls: sorted set, recent calls
-- KEYS[3] intents: hash, writes under way
-- ARGV[1] id: string, the record's id
-- ARGV[2] call: bytes, the nonce of the call
-- ARGV[3] kind: string, a letter for records that have index entries; empty for others
--
-- Returns {1 if the call removed the record or 0, the record}; no record when there was none, or when an
-- earlier attempt of the call removed it.
-- @include recent_calls
if is_repeated(KEYS[2], ARGV[2]) then
  return {1}
end
local found = redis.call('HGET', KEYS[1], ARGV[1])
if not found then
  return {0}
end
redis.call('HDEL', KEYS[1], ARGV[1])
-- The nonce stands behind the format version; the entries follow from the record.
if ARGV[3] ~= '' and #found >= 16 then
  redis.call('HSET', KEYS[3], string.sub(found, 2, 16), 'r:' .. ARGV[3] .. found)
end
remember_call(KEYS[2], ARGV[2])
return {1, found}

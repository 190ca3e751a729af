-- records/put: writes a record of a room by compare-and-set. The caller reads, decides and puts; what
-- changed in between is answered, and the caller decides again.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] records: hash, id to record
-- KEYS[3] recent_calls: sorted set, recent calls
-- ARGV[1] id: string, the record's id
-- ARGV[2] expected: bytes, the record found before; empty for none
-- ARGV[3] created_at: microseconds since 1970, the room's that the caller's index entries carry; empty for any
-- ARGV[4] record: bytes, the record from now on
-- ARGV[5] call: bytes, the nonce of the call
--
-- Returns {status, the record found}; the record only for status 2, and only if there is one.
-- Status 0 ok: now, or by an earlier attempt of the call
-- Status 1 room_not_found
-- Status 2 changed: the record, or the room, which was deleted and created again
-- @include recent_calls
local created_at = redis.call('HGET', KEYS[1], 'created_at')
if not created_at then
  return {1}
end
if is_repeated(KEYS[3], ARGV[5]) then
  return {0}
end
local found = redis.call('HGET', KEYS[2], ARGV[1])
if (found or '') ~= ARGV[2] or (ARGV[3] ~= '' and ARGV[3] ~= created_at) then
  return {2, found}
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
remember_call(KEYS[3], ARGV[5])
return {0}

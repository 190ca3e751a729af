-- records/put: writes a record of a room by compare-and-set. The caller reads, decides and puts; what
-- changed in between is answered, and the caller decides again.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] records: hash, id to record
-- KEYS[3] recent_calls: sorted set, recent calls
-- KEYS[4] intents: hash, writes under way
-- ARGV[1] id: string, the record's id
-- ARGV[2] expected: bytes, the record found before; empty for none
-- ARGV[3] created_at: microseconds since 1970, the room's that the caller's index entries carry; empty for any
-- ARGV[4] record: bytes, the record from now on
-- ARGV[5] call: bytes, the nonce of the call
-- ARGV[6] intent: string, the nonce under which the write is noted; empty for one without index entries
-- ARGV[7] replaced: string, the nonce whose index entries are obsolete from now on; empty for none
-- ARGV[8] entries: string, those entries
--
-- Returns {status, the record found}; the record only for status 2, and only if there is one.
-- Status 0 ok: now, or by an earlier attempt of the call
-- Status 1 room_not_found
-- Status 2 changed: the record, or the room, which was deleted and created again
-- Status 3 not_noted: others took the write for dead
-- @include recent_calls
-- @include intents
-- @include corrupt
local created_at = redis.call('HGET', KEYS[1], 'created_at')
if not created_at then
  if redis.call('EXISTS', KEYS[1]) == 1 then
    return corrupt(1, 'the room has no created_at')
  end
  return {1}
end
if is_repeated(KEYS[3], ARGV[5]) then
  return {0}
end
local found = redis.call('HGET', KEYS[2], ARGV[1])
if (found or '') ~= ARGV[2] or (ARGV[3] ~= '' and ARGV[3] ~= created_at) then
  return {2, found}
end
if ARGV[6] ~= '' and not is_pending(KEYS[4], ARGV[6]) then
  return {3}
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
end_write(KEYS[4], ARGV[6], ARGV[7], ARGV[8])
remember_call(KEYS[3], ARGV[5])
return {0}

-- rooms/update: replaces what the caller owns of a room.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] recent_calls: sorted set, recent calls
-- KEYS[3] intents: hash, writes under way
-- ARGV[1] expected_version: integer, or empty for any
-- ARGV[2] expected_hint: string, the hint the new index entries were derived from
-- ARGV[3] hint: string, the hint from now on
-- ARGV[4] record: bytes, the encoded record
-- ARGV[5] status: string
-- ARGV[6] updated_at: microseconds since 1970
-- ARGV[7] last_activity_at: microseconds since 1970, or empty
-- ARGV[8] metadata_ordinal: integer, the highest ordinal of the metadata below
-- ARGV[9] call: bytes, the nonce of the call
-- ARGV[10] intent: string, the nonce under which the write is noted; empty when the index entries stay
-- ARGV[11] replaced: string, the nonce whose index entries are obsolete from now on; empty for none
-- ARGV[12] entries: string, those entries
-- ARGV[13] conditions: string, what must still hold of the room; empty for no conditions
-- ARGV[14...] metadata: field and value in turn
--
-- Returns {status, then for status 0 the room's fields and values, for 3 the version found, for 4 activity,
-- version, latest index and epoch found}.
-- Status 0 ok
-- Status 1 room_not_found
-- Status 2 hint_changed: read the room again
-- Status 3 version_changed
-- Status 4 condition_broken
-- Status 5 not_noted: others took the write for dead
-- @include recent_calls
-- @include write_fields
-- @include intents
-- @include corrupt
-- @include whole_number
-- @include room_conditions
-- @include activity
local room = redis.call('HMGET', KEYS[1], 'version', 'hint', 'last_activity_at')
local version = whole_number(room[1])
if not version or (room[3] and not whole_number(room[3])) then
  if redis.call('EXISTS', KEYS[1]) == 1 then
    return corrupt(1, 'version or last_activity_at is missing or no whole number')
  end
  return {1}
end
local function room_now()
  local reply = redis.call('HGETALL', KEYS[1])
  table.insert(reply, 1, 0)
  return reply
end

if is_repeated(KEYS[2], ARGV[9]) then
  return room_now()
end
if ARGV[1] ~= '' and ARGV[1] ~= room[1] then
  return {3, room[1]}
end
if ARGV[2] ~= room[2] then
  return {2}
end
local found, damage = broken_conditions(KEYS[1], ARGV[13])
if damage then
  return corrupt(1, damage)
elseif found then
  return {4, unpack(found)}
end
if ARGV[10] ~= '' and not is_pending(KEYS[3], ARGV[10]) then
  return {5}
end

local kept = {}
for at = 14, #ARGV, 2 do
  kept[ARGV[at]] = true
end
local fields = redis.call('HKEYS', KEYS[1])
for i = 1, #fields do
  if string.sub(fields[i], 1, 2) == 'm:' and not kept[fields[i]] then
    redis.call('HDEL', KEYS[1], fields[i])
  end
end
redis.call('HSET', KEYS[1],
  'hint', ARGV[3],
  'record', ARGV[4],
  'status', ARGV[5],
  'updated_at', ARGV[6],
  'metadata_ordinal', ARGV[8],
  'version', string.format('%.0f', version + 1))
local active = later_activity(whole_number(room[3]), tonumber(ARGV[7]), server_now())
if active and active ~= room[3] then
  redis.call('HSET', KEYS[1], 'last_activity_at', active)
end
write_fields(KEYS[1], 14)
end_write(KEYS[3], ARGV[10], ARGV[11], ARGV[12])
remember_call(KEYS[2], ARGV[9])
return room_now()

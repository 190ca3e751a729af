-- events/import: stores an event under the index it carries, for restores and migrations.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] events: sorted set, events by index
-- KEYS[3] ids: hash, event id to index
-- KEYS[4] threads: sorted set, replies by parent
-- KEYS[5] types: sorted set, events that are not messages by type
-- KEYS[6...] idempotency: string, the event's idempotency key, if it has one
-- ARGV[1] time_to_live: milliseconds, how long the idempotency key lives
-- ARGV[2] id: string, the event id
-- ARGV[3] event: bytes, the encoded event
-- ARGV[4] created_at: microseconds since 1970
-- ARGV[5] parent: string, the parent event id, or empty
-- ARGV[6] type: string, the type, or empty for a message
-- ARGV[7] index: integer, the index
--
-- Returns {status, stored event}; the event only for a duplicate.
-- Status 0 ok: now, or by an earlier attempt of the call
-- Status 1 room_not_found
-- Status 2 duplicate
-- Status 3 key_claimed
-- Status 4 index_taken
-- Status 5 id_elsewhere
-- Status 6 key_of_another
-- @include index_member
-- @include read_event
-- @include owner
-- @include corrupt
-- @include whole_number
-- @include same_call
-- @include activity
local room = redis.call('HMGET', KEYS[1], 'latest_index', 'event_count', 'last_activity_at', 'epoch')
local latest = whole_number(room[1])
local count = whole_number(room[2])
if not latest or not count or not room[4] or (room[3] and not whole_number(room[3])) then
  if redis.call('EXISTS', KEYS[1]) == 0 then
    return {1}
  end
  return corrupt(1, 'a counter or the epoch of the room is missing or no whole number')
end
local there = redis.call('HGET', KEYS[3], ARGV[2])
if there then
  if not whole_number(there) then
    return corrupt(3, 'the index of an event is no whole number')
  end
  if there == ARGV[7] then
    local stored = read_event(KEYS[2], there)
    if stored and is_same_call(stored, ARGV[3]) then
      return {0}
    end
    return {2, stored}
  end
  return {5}
end
if redis.call('ZCOUNT', KEYS[2], ARGV[7], ARGV[7]) > 0 then
  return {4}
end
if KEYS[6] then
  local owner = owner_of(redis.call('GET', KEYS[6]), room[4])
  if owner == false then
    return {3}
  end
  if owner and redis.call('HEXISTS', KEYS[3], owner) == 1 then
    return {6}
  end
  redis.call('SET', KEYS[6], room[4] .. 'e' .. ARGV[2], 'PX', ARGV[1])
end

local index = tonumber(ARGV[7])
redis.call('ZADD', KEYS[2], ARGV[7], ARGV[7] .. ARGV[3])
redis.call('HSET', KEYS[3], ARGV[2], ARGV[7])
if ARGV[5] ~= '' then
  redis.call('ZADD', KEYS[4], 0, index_member(ARGV[5], index))
end
if ARGV[6] ~= '' then
  redis.call('ZADD', KEYS[5], 0, index_member(ARGV[6], index))
end
-- A restore brings history back: its events were active when they were made, but not after now.
local now = server_now()
redis.call('HSET', KEYS[1],
  'latest_index', string.format('%.0f', math.max(index, latest)),
  'event_count', string.format('%.0f', count + 1),
  'last_activity_at', later_activity(whole_number(room[3]), math.min(tonumber(ARGV[4]), now), now))
return {0}

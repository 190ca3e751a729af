-- events/add: adds an event to a room in one atomic step. It gets the room's next index, claims its
-- idempotency key, and raises the room's counters; one that was there before is a duplicate and takes
-- no index. When the call is repeated because its reply was lost, it is answered as the first time.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] events: sorted set, events by index
-- KEYS[3] ids: hash, event id to index
-- KEYS[4] threads: sorted set, replies by parent
-- KEYS[5] types: sorted set, events that are not messages by type
-- KEYS[6...] idempotency: string, the event's idempotency key, if it has one
-- ARGV[1] refuse_closed: flag, 1 to refuse a new event when the room is closed or archived; a duplicate is answered all the same
-- ARGV[2] time_to_live: milliseconds, how long the idempotency key lives
-- ARGV[3] id: string, the event's id
-- ARGV[4] event: bytes, the encoded event
-- ARGV[5] parent: string, the event it replies to; empty for none
-- ARGV[6] type: string, its type; empty for a message
--
-- Returns the event's index when it was committed; otherwise {status}, followed by outcome, index and
-- stored event of the one that was there before.
-- Outcome 2 duplicate: an event with this id is in the room
-- Outcome 3 duplicate_by_key: the key is another event's, and no event with this id is in the room
-- Status 0 ok
-- Status 1 room_not_found
-- Status 2 room_closed
-- Status 3 key_claimed
--
-- Rejected: looking at key and id before claiming them. Two more commands, and no safer: a server at its
-- memory limit refuses the first write or none.
--
-- A function is made anew in every run, so those that few events need are included where they are needed.
-- @include corrupt
-- @include whole_number
local refuses = ARGV[1] == '1'
local room = refuses and redis.call('HMGET', KEYS[1], 'latest_index', 'event_count', 'last_activity_at', 'epoch', 'status')
  or redis.call('HMGET', KEYS[1], 'latest_index', 'event_count', 'last_activity_at', 'epoch')
local latest = whole_number(room[1])
local count = whole_number(room[2])
-- Not whole_number, which takes longer: what is no instant close to now is replaced below.
local active = room[3] and tonumber(room[3])
local epoch = room[4]
if not latest or not count or not epoch or active == nil then
  if redis.call('EXISTS', KEYS[1]) == 0 then
    return {1}
  end
  return corrupt(1, 'a counter or the epoch of the room is missing or no whole number')
end

local id = ARGV[3]
local key = KEYS[6]
local duplicate_of = nil
if key then
  local value = epoch .. 'e' .. id
  if not redis.call('SET', key, value, 'NX', 'PX', ARGV[2]) then
    -- @include owner
    local owner = owner_of(redis.call('GET', key), epoch)
    if owner == false then
      return {3}
    end
    duplicate_of = owner and redis.call('HGET', KEYS[3], owner)
    if not duplicate_of then
      redis.call('SET', key, value, 'PX', ARGV[2])
    end
  end
end

-- %d, not %.0f, which is slow: latest and count are whole numbers, of which all servers take it.
local index = string.format('%d', latest + 1)
if not duplicate_of and redis.call('HSETNX', KEYS[3], id, index) == 1 then
  if refuses and (room[5] == 'closed' or room[5] == 'archived') then
    redis.call('HDEL', KEYS[3], id)
    if key then
      redis.call('DEL', key)
    end
    return {2}
  end
  redis.call('ZADD', KEYS[2], index, index .. ARGV[4])
  if ARGV[5] ~= '' or ARGV[6] ~= '' then
    -- @include index_member
    if ARGV[5] ~= '' then
      redis.call('ZADD', KEYS[4], 0, index_member(ARGV[5], latest + 1))
    end
    if ARGV[6] ~= '' then
      redis.call('ZADD', KEYS[5], 0, index_member(ARGV[6], latest + 1))
    end
  end
  -- What is ahead of the clock by more than five minutes is from an earlier version, which took it from events.
  -- Put together as text, because formatting a number takes longer.
  local clock = redis.call('TIME')
  local text = clock[1] .. (#clock[2] == 6 and clock[2] or string.sub('00000' .. clock[2], -6))
  local now = tonumber(text)
  redis.call('HSET', KEYS[1],
    'latest_index', index,
    'event_count', string.format('%d', count + 1),
    'last_activity_at', active and active >= now and active <= now + 300000000 and room[3] or text)
  return latest + 1
end

-- @include read_event
-- @include same_call
local outcome = 2
if not duplicate_of then
  duplicate_of = redis.call('HGET', KEYS[3], id)
  if key then
    redis.call('DEL', key)
  end
elseif redis.call('HEXISTS', KEYS[3], id) == 0 then
  outcome = 3
end
local number = whole_number(duplicate_of)
if not number then
  return corrupt(3, 'the index of an event is no whole number')
end
local stored = read_event(KEYS[2], duplicate_of) or ''
if outcome == 2 and is_same_call(stored, ARGV[4]) then
  return number
end
return {0, outcome, number, stored}

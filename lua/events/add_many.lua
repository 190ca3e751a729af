-- events/add_many: adds events to a room in one atomic step. Each gets the room's next index, claims its
-- idempotency key, and raises the room's counters; one that was there before is a duplicate and takes
-- no index. All of it is decided before anything is written: the call is all or nothing. When the call
-- is repeated because its reply was lost, what it committed itself is answered as the first time.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] events: sorted set, events by index
-- KEYS[3] ids: hash, event id to index
-- KEYS[4] threads: sorted set, replies by parent
-- KEYS[5] types: sorted set, events that are not messages by type
-- KEYS[6...] idempotency: string, the idempotency key of each event that has one, in their order
-- ARGV[1] refuse_closed: flag, 1 to refuse new events when the room is closed or archived; a duplicate is answered all the same
-- ARGV[2] time_to_live: milliseconds, how long idempotency keys live
-- ARGV[3...] event: five values an event: id, encoded event, parent id or empty, type or empty for a message, 1 if it has an idempotency key
--
-- Returns {0, then three values an event: outcome, index, stored event}. The stored event is empty
-- when the caller has it: the event was committed by the call, under this or an earlier event of it.
-- Outcome 1 committed
-- Outcome 2 duplicate: an event with this id is in the room
-- Outcome 3 duplicate_by_key: the key is another event's, and no event with this id is in the room
-- Status 0 ok
-- Status 1 room_not_found
-- Status 2 room_closed
-- Status 3 key_claimed, the second value is the 0-based position of the event
-- @include index_member
-- @include read_event
-- @include owner
-- @include corrupt
-- @include whole_number
-- @include same_call
-- @include activity
local room = redis.call('HMGET', KEYS[1], 'latest_index', 'event_count', 'last_activity_at', 'epoch', 'status')
local before = whole_number(room[1])
local count_before = whole_number(room[2])
local epoch = room[4]
if not before or not count_before or not epoch or (room[3] and not whole_number(room[3])) then
  if redis.call('EXISTS', KEYS[1]) == 0 then
    return {1}
  end
  return corrupt(1, 'a counter or the epoch of the room is missing or no whole number')
end

-- What is stored under the ids and keys of the call, then what the call puts there as well.
local index_of_id = {}
local owner_of_key = {}
local is_stored = {}
local ids = {}
for at = 3, #ARGV, 5 do
  ids[#ids + 1] = ARGV[at]
end
for from = 1, #ids, 500 do
  local last = math.min(from + 499, #ids)
  for at, index in ipairs(redis.call('HMGET', KEYS[3], unpack(ids, from, last))) do
    index_of_id[ids[from + at - 1]] = index
  end
end
for from = 6, #KEYS, 500 do
  local last = math.min(from + 499, #KEYS)
  for at, value in ipairs(redis.call('MGET', unpack(KEYS, from, last))) do
    owner_of_key[KEYS[from + at - 1]] = owner_of(value, epoch)
    is_stored[KEYS[from + at - 1]] = value
  end
end

local function index_of_event(id)
  if index_of_id[id] == nil then
    index_of_id[id] = redis.call('HGET', KEYS[3], id)
  end
  return index_of_id[id]
end

local answered = {}

-- Whether an event was committed by an earlier attempt of this call, and has not been answered yet.
local function is_own(index, event)
  local number = whole_number(index)
  return number and number <= before and not answered[number] and is_same_call(read_event(KEYS[2], index) or '', event)
end

local refuses = ARGV[1] == '1' and (room[5] == 'closed' or room[5] == 'archived')
local latest = before
local next_key = 6
local reply = {0}
local adds = {}
local new_ids = {}
local replies = {}
local typed = {}
local fresh = {}
local outlived = {}

for at = 3, #ARGV, 5 do
  local id = ARGV[at]
  local duplicate_of = nil
  local key = nil
  if ARGV[at + 4] == '1' then
    key = KEYS[next_key]
    next_key = next_key + 1
    local owner = owner_of_key[key]
    if owner == false then
      return {3, (at - 3) / 5}
    end
    duplicate_of = owner and index_of_event(owner)
    if duplicate_of and owner ~= id and #ARGV > 7 and is_own(duplicate_of, ARGV[at + 1]) then
      -- Claimed by a later event of the call: when the first attempt was here, the id decided.
      duplicate_of = index_of_id[id] or duplicate_of
    end
  end

  local outcome = 1
  local index = latest + 1
  if duplicate_of then
    outcome = index_of_id[id] and 2 or 3
  elseif index_of_id[id] then
    outcome = 2
    duplicate_of = index_of_id[id]
  elseif refuses then
    return {2}
  end

  local known = ''
  if outcome == 1 then
    latest = index
    local score = string.format('%.0f', index)
    index_of_id[id] = score
    new_ids[#new_ids + 1] = id
    new_ids[#new_ids + 1] = score
    adds[#adds + 1] = score
    adds[#adds + 1] = score .. ARGV[at + 1]
    if key then
      owner_of_key[key] = id
      if is_stored[key] then
        outlived[#outlived + 1] = key
      else
        fresh[#fresh + 1] = key
      end
    end
    if ARGV[at + 2] ~= '' then
      replies[#replies + 1] = 0
      replies[#replies + 1] = index_member(ARGV[at + 2], index)
    end
    if ARGV[at + 3] ~= '' then
      typed[#typed + 1] = 0
      typed[#typed + 1] = index_member(ARGV[at + 3], index)
    end
  else
    index = whole_number(duplicate_of)
    if not index then
      return corrupt(3, 'the index of an event is no whole number')
    end
    if index <= before then
      known = read_event(KEYS[2], duplicate_of) or ''
      if is_same_call(known, ARGV[at + 1]) then
        known = ''
        if outcome == 2 and not answered[index] then
          outcome = 1
          answered[index] = true
        end
      end
    end
  end
  reply[#reply + 1] = outcome
  reply[#reply + 1] = index
  reply[#reply + 1] = known
end

if latest > before then
  -- The one thing that shows only now, and so comes first: MGET takes a key of another type for none. The
  -- claims before it are taken back, and GET ends the call with the error.
  for _, claim in ipairs(fresh) do
    if not redis.call('SET', claim, epoch .. 'e' .. owner_of_key[claim], 'NX', 'PX', ARGV[2]) then
      for _, taken in ipairs(fresh) do
        if taken == claim then
          return redis.call('GET', claim)
        end
        redis.call('DEL', taken)
      end
    end
  end
  for _, claim in ipairs(outlived) do
    redis.call('SET', claim, epoch .. 'e' .. owner_of_key[claim], 'PX', ARGV[2])
  end
  for from = 1, #adds, 500 do
    local last = math.min(from + 499, #adds)
    redis.call('HSET', KEYS[3], unpack(new_ids, from, last))
    redis.call('ZADD', KEYS[2], unpack(adds, from, last))
  end
  for from = 1, #replies, 500 do
    redis.call('ZADD', KEYS[4], unpack(replies, from, math.min(from + 499, #replies)))
  end
  for from = 1, #typed, 500 do
    redis.call('ZADD', KEYS[5], unpack(typed, from, math.min(from + 499, #typed)))
  end
  local now = server_now()
  redis.call('HSET', KEYS[1],
    'latest_index', string.format('%.0f', latest),
    'event_count', string.format('%.0f', count_before + latest - before),
    'last_activity_at', later_activity(whole_number(room[3]), now, now))
end
return reply

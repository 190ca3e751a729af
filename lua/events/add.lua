-- events/add: adds events to a room in one atomic step. Each gets the room's next index, claims its
-- idempotency key, and raises the room's counters; one that was there before is a duplicate and takes
-- no index. A conflict undoes what was claimed before it, so the call is all or nothing. When the call
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
-- ARGV[3...] event: six values an event: id, encoded event, created_at in microseconds, parent id or empty, type or empty for a message, 1 if it has an idempotency key
--
-- Returns {0, then three values an event: outcome, index, encoded event}. The encoded event is empty
-- when the caller has it: the event was committed by the call, under this or an earlier event of it.
-- Outcome 1 committed
-- Outcome 2 duplicate: an event with this id is in the room
-- Outcome 3 duplicate_by_key: the key is another event's, and no event with this id is in the room
-- Status 0 ok
-- Status 1 room_not_found
-- Status 2 room_closed
-- Status 3 key_claimed, the second value is the 0-based position of the event
--
-- Rejected: checking keys and ids before claiming them. Two more commands an event, and no safer:
-- a server at its memory limit refuses the first write or none.
-- @include index_member
-- @include read_event
-- @include owner
-- @include same_call
local room = redis.call('HMGET', KEYS[1], 'latest_index', 'event_count', 'last_activity_at', 'epoch', 'status')
if not room[1] then
  return {1}
end

local refuses = ARGV[1] == '1' and (room[5] == 'closed' or room[5] == 'archived')
local before = tonumber(room[1])
local latest = before
local active = room[3]
local epoch = room[4]
local next_key = 6
local reply = {0}
local adds = {}
local replies = {}
local typed = {}
local claimed = {}
local stored = {}
local answered = {}

local function undo()
  for _, claim in ipairs(claimed) do
    redis.call('DEL', claim)
  end
  for _, id in ipairs(stored) do
    redis.call('HDEL', KEYS[3], id)
  end
end

-- Whether an event was committed by an earlier attempt of this call, and has not been answered yet.
local function is_own(index, event)
  local number = tonumber(index)
  return number <= before and not answered[number] and is_same_call(read_event(KEYS[2], index) or '', event)
end

for at = 3, #ARGV, 6 do
  local id = ARGV[at]
  local duplicate_of = nil
  local key = nil
  if ARGV[at + 5] == '1' then
    key = KEYS[next_key]
    next_key = next_key + 1
    local value = epoch .. 'e' .. id
    if not redis.call('SET', key, value, 'NX', 'PX', ARGV[2]) then
      local owner = owner_of(redis.call('GET', key), epoch)
      if owner == false then
        undo()
        return {3, (at - 3) / 6}
      end
      duplicate_of = owner and redis.call('HGET', KEYS[3], owner)
      if duplicate_of and owner ~= id and #ARGV > 8 and is_own(duplicate_of, ARGV[at + 1]) then
        -- Claimed by a later event of the call: when the first attempt was here, the id decided.
        duplicate_of = redis.call('HGET', KEYS[3], id) or duplicate_of
      end
      if duplicate_of then
        key = nil
      else
        redis.call('SET', key, value, 'PX', ARGV[2])
      end
    end
  end

  local outcome = 1
  local index = latest + 1
  if duplicate_of then
    outcome = redis.call('HEXISTS', KEYS[3], id) == 1 and 2 or 3
  elseif redis.call('HSETNX', KEYS[3], id, string.format('%.0f', index)) == 0 then
    outcome = 2
    duplicate_of = redis.call('HGET', KEYS[3], id)
    if key then
      redis.call('DEL', key)
    end
  elseif refuses then
    claimed[#claimed + 1] = key
    stored[#stored + 1] = id
    undo()
    return {2}
  end

  local known = ''
  if outcome == 1 then
    latest = index
    local score = string.format('%.0f', index)
    adds[#adds + 1] = score
    adds[#adds + 1] = ARGV[at + 1]
    stored[#stored + 1] = id
    claimed[#claimed + 1] = key
    if ARGV[at + 3] ~= '' then
      replies[#replies + 1] = 0
      replies[#replies + 1] = index_member(ARGV[at + 3], index)
    end
    if ARGV[at + 4] ~= '' then
      typed[#typed + 1] = 0
      typed[#typed + 1] = index_member(ARGV[at + 4], index)
    end
    if not active or tonumber(ARGV[at + 2]) > tonumber(active) then
      active = ARGV[at + 2]
    end
  else
    index = tonumber(duplicate_of)
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

local count = #adds / 2
if count > 0 then
  for from = 1, #adds, 500 do
    redis.call('ZADD', KEYS[2], unpack(adds, from, math.min(from + 499, #adds)))
  end
  for from = 1, #replies, 500 do
    redis.call('ZADD', KEYS[4], unpack(replies, from, math.min(from + 499, #replies)))
  end
  for from = 1, #typed, 500 do
    redis.call('ZADD', KEYS[5], unpack(typed, from, math.min(from + 499, #typed)))
  end
  redis.call('HSET', KEYS[1],
    'latest_index', string.format('%.0f', latest),
    'event_count', string.format('%.0f', tonumber(room[2]) + count),
    'last_activity_at', active)
end
return reply

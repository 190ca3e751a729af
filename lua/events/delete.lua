-- events/delete: deletes events whose idempotency keys the caller has learnt from read_thread. The
-- root goes only when no reply is left, so that a cascade cut off in the middle can be repeated.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] events: sorted set, events by index
-- KEYS[3] ids: hash, event id to index
-- KEYS[4] threads: sorted set, replies by parent
-- KEYS[5] types: sorted set, events that are not messages by type
-- KEYS[6...] idempotency: string, the idempotency key of each event that has one, in their order
-- ARGV[1] root: string, the id of the event to delete
-- ARGV[2] cascade: flag, 1 if replies go too
-- ARGV[3] whole: flag, 1 if all replies that the caller saw are named
-- ARGV[4...] event: two values an event, the root last: id, idempotency key or empty
--
-- Returns the ids deleted. The root is among them when nothing is left to do. None are when an event
-- is gone or changed since the caller saw it, or when a reply came to a whole thread: read again.
-- @include event_header
-- @include index_member
-- @include read_event
-- @include owner
-- @include corrupt
-- @include whole_number
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch and redis.call('EXISTS', KEYS[1]) == 1 then
  return corrupt(1, 'the room has no epoch')
end
local root = ARGV[1]
local events = {}
local next_key = 6

for at = 4, #ARGV, 2 do
  local id = ARGV[at]
  local key = nil
  if ARGV[at + 1] ~= '' then
    key = KEYS[next_key]
    next_key = next_key + 1
  end
  local index = redis.call('HGET', KEYS[3], id)
  if index and not whole_number(index) then
    return corrupt(3, 'the index of an event is no whole number')
  end
  local stored = index and read_event(KEYS[2], index)
  if not stored then
    return {}
  end
  local its_key, parent, type, kept = event_header(stored)
  if not kept or (its_key or '') ~= ARGV[at + 1] or (id ~= root and parent ~= root) then
    return {}
  end
  events[#events + 1] = {id, index, key, parent, type}
end

if ARGV[2] == '1' then
  local left = redis.call('ZLEXCOUNT', KEYS[4], '[' .. root .. '\0', '(' .. root .. '\1')
  if events[#events][4] == root then
    left = left - 1
  end
  if left > #events - 1 then
    if ARGV[3] == '1' then
      return {}
    end
    events[#events] = nil
  end
end

local deleted = {}
for _, event in ipairs(events) do
  local id, index, key, parent, type = event[1], event[2], event[3], event[4], event[5]
  redis.call('ZREMRANGEBYSCORE', KEYS[2], index, index)
  redis.call('HDEL', KEYS[3], id)
  if parent then
    redis.call('ZREM', KEYS[4], index_member(parent, tonumber(index)))
  end
  if type then
    redis.call('ZREM', KEYS[5], index_member(type, tonumber(index)))
  end
  if key and owner_of(redis.call('GET', key), epoch) == id then
    redis.call('DEL', key)
  end
  deleted[#deleted + 1] = id
end
return deleted

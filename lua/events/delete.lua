-- events/delete: deletes events whose idempotency keys the caller has learnt from read_thread. The
-- root goes only when no reply is left, so that a cascade cut off in the middle can be repeated.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] events: sorted set, events by index
-- KEYS[3] ids: hash, event id to index
-- KEYS[4] threads: sorted set, replies by parent
-- KEYS[5] types: sorted set, events that are not messages by type
-- KEYS[6] recent_calls: sorted set, recent calls
-- KEYS[7...] idempotency: string, the idempotency key of each event that has one, in their order
-- ARGV[1] root: string, the id of the event to delete
-- ARGV[2] cascade: flag, 1 if replies go too
-- ARGV[3] call: bytes, the nonce of the call
-- ARGV[4...] event: two values an event: id, idempotency key or empty; the root last, if no reply that the caller saw is left out
--
-- Returns 1 if the call deleted all of them. Returns 0, and none is deleted, when one is gone or changed since
-- the caller saw it, or when the root is named and a reply has come: read again.
-- @include event_header
-- @include index_member
-- @include read_event
-- @include owner
-- @include recent_calls
if is_repeated(KEYS[6], ARGV[3]) then
  return 1
end
local epoch = redis.call('HGET', KEYS[1], 'epoch')
local root = ARGV[1]
local events = {}
local next_key = 7

for at = 4, #ARGV, 2 do
  local id = ARGV[at]
  local key = nil
  if ARGV[at + 1] ~= '' then
    key = KEYS[next_key]
    next_key = next_key + 1
  end
  local index = redis.call('HGET', KEYS[3], id)
  local stored = index and read_event(KEYS[2], index)
  if not stored then
    return 0
  end
  local its_key, parent, type, kept = event_header(stored)
  if not kept or (its_key or '') ~= ARGV[at + 1] or (id ~= root and parent ~= root) then
    return 0
  end
  events[#events + 1] = {id, index, key, parent, type}
end

local last = events[#events]
if ARGV[2] == '1' and last[1] == root then
  local left = redis.call('ZLEXCOUNT', KEYS[4], '[' .. root .. '\0', '(' .. root .. '\1')
  if last[4] == root then
    left = left - 1
  end
  if left > #events - 1 then
    return 0
  end
end

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
end
remember_call(KEYS[6], ARGV[3])
return 1

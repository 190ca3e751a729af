-- events/update: replaces an event. What must not change (the index, created_at, the nonce of the call
-- that added the event, the idempotency key) is cut out of the stored bytes and put before the new ones, so that it
-- stays what it is whatever the caller holds.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] ids: hash, event id to index
-- KEYS[3] threads: sorted set, replies by parent
-- KEYS[4] types: sorted set, events that are not messages by type
-- KEYS[5] recent_calls: sorted set, recent calls
-- ARGV[1] id: string, the event id
-- ARGV[2] rest: bytes, the encoded event from the parent on
-- ARGV[3] parent: string, the new parent event id, or empty
-- ARGV[4] type: string, the new type, or empty for a message
-- ARGV[5] version: bytes, the format version of the encoded event
-- ARGV[6] call: bytes, the nonce of the call
--
-- Returns {status, index, the bytes kept}.
-- Status 0 ok
-- Status 1 event_not_found
-- Status 2 unreadable: the stored event has another format version or a damaged header; the second value is the index
-- @include event_header
-- @include index_member
-- @include read_event
-- @include corrupt
-- @include whole_number
-- @include recent_calls
local index = redis.call('HGET', KEYS[2], ARGV[1])
if not index then
  return {1}
end
local number = whole_number(index)
if not number then
  return corrupt(2, 'the index of an event is no whole number')
end
local stored = read_event(KEYS[1], index)
if not stored then
  return corrupt(1, 'an event is missing that its id names')
end
local _, old_parent, old_type, kept = event_header(stored)
if not kept or string.match(stored, '^%d*(.)') ~= ARGV[5] then
  return {2, index}
end
local head = string.sub(stored, 1, kept)
if is_repeated(KEYS[5], ARGV[6]) then
  return {0, index, head}
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], index, index)
redis.call('ZADD', KEYS[1], index, head .. ARGV[2])
if (old_parent or '') ~= ARGV[3] then
  if old_parent then
    redis.call('ZREM', KEYS[3], index_member(old_parent, number))
  end
  if ARGV[3] ~= '' then
    redis.call('ZADD', KEYS[3], 0, index_member(ARGV[3], number))
  end
end
if (old_type or '') ~= ARGV[4] then
  if old_type then
    redis.call('ZREM', KEYS[4], index_member(old_type, number))
  end
  if ARGV[4] ~= '' then
    redis.call('ZADD', KEYS[4], 0, index_member(ARGV[4], number))
  end
end
remember_call(KEYS[5], ARGV[6])
return {0, index, head}

-- read_state/unread_count: the events now in the room beyond the channel's marker. A count over the
-- index set, never a counter kept by adding and subtracting: those drift.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] markers: hash, channel id to index
-- ARGV[1] channel: string, the channel id
--
-- Returns the count.
-- @include corrupt
-- @include whole_number
local at = redis.call('HGET', KEYS[2], ARGV[1])
if not at then
  return redis.call('ZCARD', KEYS[1])
end
if not whole_number(at) then
  return corrupt(2, 'a marker is no whole number')
end
return redis.call('ZCOUNT', KEYS[1], '(' .. at, '+inf')

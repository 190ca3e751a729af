-- events/continue: the events behind a cursor, if the room's timeline still goes on from there. The
-- epoch tells a room that was created again. The event id tells a timeline that lost its end in a
-- failover: the place of the cursor's event was never given out, or is another event's by now. An
-- empty place is that of a deleted event.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] events: sorted set, events by index
-- KEYS[3] ids: hash, event id to index
-- ARGV[1] epoch: string, the cursor's epoch; empty for any
-- ARGV[2] index: integer, the index of the cursor's event; -1 for the start; empty for the most recent events
-- ARGV[3] id: string, the id of the cursor's event, or empty
-- ARGV[4] limit: integer, how many events at most
--
-- Returns {status, epoch, stored events}; no events unless the status is 0, and nothing but the status when it is 1.
-- Status 0 ok
-- Status 1 room_not_found
-- Status 2 room_recreated
-- Status 3 events_lost
-- @include corrupt
-- @include whole_number
local room = redis.call('HMGET', KEYS[1], 'epoch', 'latest_index')
local epoch = room[1]
local latest = whole_number(room[2])
if not epoch or not latest then
  if redis.call('EXISTS', KEYS[1]) == 0 then
    return {1}
  end
  return corrupt(1, 'the epoch or latest_index is missing or no whole number')
end
if ARGV[2] == '' then
  return {0, epoch, redis.call('ZRANGE', KEYS[2], '-' .. ARGV[4], '-1')}
end
if ARGV[1] ~= '' and ARGV[1] ~= epoch then
  return {2, epoch}
end
if tonumber(ARGV[2]) > latest then
  return {3, epoch}
end
if redis.call('HGET', KEYS[3], ARGV[3]) ~= ARGV[2] and redis.call('ZCOUNT', KEYS[2], ARGV[2], ARGV[2]) > 0 then
  return {3, epoch}
end
return {0, epoch, redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[2], '+inf', 'LIMIT', '0', ARGV[4])}

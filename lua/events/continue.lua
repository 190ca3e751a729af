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
-- ARGV[4] limit: integer, how many events at most; 0 to look only whether the timeline goes on from there
-- ARGV[5] bytes: integer, reads no more events once they have so many bytes
-- ARGV[6] step: integer, how many events to read at first
--
-- Returns {status, epoch, {how many events are left for their bytes, then the stored events}}; the third only for
-- status 0, and nothing but the status for 1. The most recent events come newest first.
-- Status 0 ok
-- Status 1 room_not_found
-- Status 2 room_recreated
-- Status 3 events_lost
-- @include corrupt
-- @include whole_number
-- @include read_events
local room = redis.call('HMGET', KEYS[1], 'epoch', 'latest_index')
local epoch = room[1]
local latest = whole_number(room[2])
if not epoch or not latest then
  if redis.call('EXISTS', KEYS[1]) == 0 then
    return {1}
  end
  return corrupt(1, 'the epoch or latest_index is missing or no whole number')
end
local page = {0}
if ARGV[2] == '' then
  page[1] = read_events(page, KEYS[2], true, '+inf', tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]))
  return {0, epoch, page}
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
page[1] = read_events(page, KEYS[2], false, '(' .. ARGV[2], tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]))
return {0, epoch, page}

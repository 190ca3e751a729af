-- read_state/mark_all_read: moves a channel's marker to the room's latest index. A room that never
-- had an event gets no marker: one at 0 would hide its first message.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] markers: hash, channel id to index
-- ARGV[1] channel: string, the channel id
--
-- Returns 1 if the marker moved, 0 otherwise.
-- @include advance_marker
-- @include corrupt
-- @include whole_number
local latest = redis.call('HGET', KEYS[1], 'latest_index')
if not whole_number(latest) then
  if redis.call('EXISTS', KEYS[1]) == 1 then
    return corrupt(1, 'latest_index is missing or no whole number')
  end
  return 0
end
if latest == '-1' then
  return 0
end
return advance_marker(KEYS[2], ARGV[1], latest) or corrupt(2, 'a marker is no whole number')

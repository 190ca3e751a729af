-- read_state/mark_all_read: moves a channel's marker to the room's latest index. A room that never
-- had an event gets no marker: one at 0 would hide its first message.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] markers: hash, channel id to index
-- ARGV[1] channel: string, the channel id
--
-- Returns 1 if the marker moved, 0 otherwise.
-- @include advance_marker
local latest = redis.call('HGET', KEYS[1], 'latest_index')
if not latest or latest == '-1' then
  return 0
end
return advance_marker(KEYS[2], ARGV[1], latest)

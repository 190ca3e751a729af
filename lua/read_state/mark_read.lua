-- read_state/mark_read: moves a channel's marker to an event, never backwards.
--
-- KEYS[1] ids: hash, event id to index
-- KEYS[2] markers: hash, channel id to index
-- ARGV[1] channel: string, the channel id
-- ARGV[2] id: string, the event id
--
-- Returns 1 if the marker moved, 0 otherwise.
-- @include advance_marker
-- @include corrupt
-- @include whole_number
local index = redis.call('HGET', KEYS[1], ARGV[2])
if not index then
  return 0
end
if not whole_number(index) then
  return corrupt(1, 'the index of an event is no whole number')
end
return advance_marker(KEYS[2], ARGV[1], index) or corrupt(2, 'a marker is no whole number')

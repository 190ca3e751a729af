-- read_state/restore_marker: moves a channel's marker to an index that the room has given out.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] markers: hash, channel id to index
-- ARGV[1] channel: string, the channel id
-- ARGV[2] index: integer, the index
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
if tonumber(ARGV[2]) > tonumber(latest) then
  return 0
end
return advance_marker(KEYS[2], ARGV[1], ARGV[2]) or corrupt(2, 'a marker is no whole number')

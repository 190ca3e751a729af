-- Moves a marker to an index, never backwards; 1 if it moved, 0 if not, nil when the marker is damaged.
local function advance_marker(markers, channel, index)
  local at = redis.call('HGET', markers, channel)
  if at and not string.match(at, '^%d+$') then
    return nil
  end
  if at and tonumber(at) >= tonumber(index) then
    return 0
  end
  redis.call('HSET', markers, channel, index)
  return 1
end

-- Moves a marker to an index, never backwards; 1 if it moved.
local function advance_marker(markers, channel, index)
  local at = redis.call('HGET', markers, channel)
  if at and tonumber(at) >= tonumber(index) then
    return 0
  end
  redis.call('HSET', markers, channel, index)
  return 1
end

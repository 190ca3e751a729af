-- The member of an event in a secondary index of its room (threads, types): what it is listed under,
-- a zero byte, the event's index in 16 digits. All scores are 0, so members sort by what they are
-- listed under, then by index.
local function index_member(value, index)
  return value .. '\0' .. string.format('%016.0f', index)
end

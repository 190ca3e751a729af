-- The member of a reply in the threads set: parent, a zero byte, the index in 16 digits.
-- All scores are 0, so members sort by parent, then by index.
local function thread_member(parent, index)
  return parent .. '\0' .. string.format('%016.0f', index)
end

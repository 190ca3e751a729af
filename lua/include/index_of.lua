-- The event's index out of a member of a secondary index.
local function index_of(member)
  return tonumber(string.sub(member, -16))
end

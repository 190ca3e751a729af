-- The event's index out of a member of a secondary index; nil when the member is damaged.
local function index_of(member)
  return tonumber(string.match(string.sub(member, -16), '^%d+$'))
end

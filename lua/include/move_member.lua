-- Moves an event in a secondary index from what it was listed under to what it is listed under now;
-- nil and empty mean not listed.
local function move_member(secondary, index, old, new)
  if (old or '') == new then
    return
  end
  if old then
    redis.call('ZREM', secondary, index_member(old, index))
  end
  if new ~= '' then
    redis.call('ZADD', secondary, 0, index_member(new, index))
  end
end

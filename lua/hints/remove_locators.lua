-- hints/remove_locators: removes locators that still point to a room.
--
-- KEYS[1] locators: hash, id to room id
-- ARGV[1] room: string, the room id
-- ARGV[2...] id: string, the ids
--
-- Returns the number removed.
local removed = 0
for i = 2, #ARGV do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[1] then
    removed = removed + redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
return removed

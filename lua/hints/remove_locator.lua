-- hints/remove_locator: removes a locator if it still says what the caller knows.
--
-- KEYS[1] locators: hash, id to where it is
-- ARGV[1] id: string, the id
-- ARGV[2] expected: string, what the locator says
--
-- Returns what the locator says and keeps saying; nothing when it was removed or was not there.
local there = redis.call('HGET', KEYS[1], ARGV[1])
if there ~= ARGV[2] then
  return there
end
redis.call('HDEL', KEYS[1], ARGV[1])
return false

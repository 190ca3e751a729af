-- hints/remove_locator: removes a locator if it still says what the caller knows.
--
-- KEYS[1] locators: hash, id to where it is
-- ARGV[1] id: string, the id
-- ARGV[2] expected: string, what the locator says
--
-- Returns 1 if it was removed, 0 otherwise.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
return redis.call('HDEL', KEYS[1], ARGV[1])

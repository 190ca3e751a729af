-- hints/claim_locator: sets a locator if it still says what the caller found.
--
-- KEYS[1] locators: hash, id to where it is
-- ARGV[1] id: string, the id
-- ARGV[2] expected: string, what the locator said; empty for none
-- ARGV[3] location: string, what it says from now on
--
-- Returns 1 if it was set, 0 if another writer came first. What no other call sets is there already when
-- an earlier attempt of this one set it.
local there = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if there == ARGV[3] then
  return 1
end
if there ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1

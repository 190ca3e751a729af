-- hints/put_locators: writes locators to one place, each only where there is none. For servers that keep
-- all slots: the hashes of a call lie in many.
--
-- KEYS[1...] locators: hash, id to where it is, one for each id
-- ARGV[1] location: string, what they say
-- ARGV[2...] id: string, the ids in the order of the hashes
--
-- Returns for each id 1 if it was written, 0 if there was one.
local written = {}
local next_id = 2
for i = 1, #KEYS do
  written[i] = redis.call('HSETNX', KEYS[i], ARGV[next_id], ARGV[1])
  next_id = next_id + 1
end
return written

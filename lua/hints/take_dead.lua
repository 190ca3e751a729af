-- hints/take_dead: the writes of an owner that are dead or replaced, for whoever comes next to remove their entries.
--
-- KEYS[1] intents: hash, writes under way
-- ARGV[1] deletions: flag, 1 to take deletions under way as well
-- ARGV[2] limit: integer, how many at most
--
-- Returns nonce and entries in turn.
-- @include to_remove
local now = tonumber(redis.call('TIME')[1])
local noted = redis.call('HGETALL', KEYS[1])
local dead = {}
for at = 1, #noted, 2 do
  local letter, second = string.match(noted[at + 1], '^(%a)(%d*):')
  if letter == 'r' or (letter == 'd' and ARGV[1] == '1') or (letter == 'p' and now >= tonumber(second)) then
    dead[#dead + 1] = noted[at]
    dead[#dead + 1] = to_remove(KEYS[1], noted[at], noted[at + 1])
  end
  if #dead >= 2 * tonumber(ARGV[2]) then
    break
  end
end
return dead

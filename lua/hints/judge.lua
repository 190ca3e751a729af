-- hints/judge: whether the write that made an index entry can still change the truth. For entries that the
-- truth did not carry when they were read. Who is told "over" reads the truth again before the entry goes: a
-- write moves from the notes to the truth in one step.
--
-- KEYS[1] intents: hash, writes under way
-- KEYS[2] truth: any type, the room or identity
-- ARGV[1] nonce: string, of the entry
-- ARGV[2] patience: seconds, how long an entry must be suspected before it counts as dead; 0 for writes that are noted
--
-- Returns {status, entries}; entries only for status 2.
-- Status 0 under_way
-- Status 1 over: nothing of the write is noted
-- Status 2 to_remove: the write is dead, all of its entries are to be removed
-- @include to_remove
local now = tonumber(redis.call('TIME')[1])
local intent = redis.call('HGET', KEYS[1], ARGV[1])
if not intent then
  if ARGV[2] == '0' then
    return {1}
  end
  redis.call('HSET', KEYS[1], ARGV[1], 's' .. string.format('%.0f', now) .. ':')
  if redis.call('EXISTS', KEYS[2]) == 0 then
    redis.call('EXPIRE', KEYS[1], 86400)
  end
  return {0}
end
local letter, second = string.match(intent, '^(%a)(%d*):')
if letter == 's' then
  if now - tonumber(second) < tonumber(ARGV[2]) then
    return {0}
  end
  redis.call('HDEL', KEYS[1], ARGV[1])
  return {1}
end
if letter ~= 'r' and now < (tonumber(second) or now) then
  return {0}
end
-- A deletion keeps its note until what was put aside is gone.
if letter == 'd' then
  return {2, string.match(intent, '^%a%d*:(.*)$')}
end
return {2, to_remove(KEYS[1], ARGV[1], intent)}

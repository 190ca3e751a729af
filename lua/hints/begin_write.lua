-- hints/begin_write: notes that a write is under way, before it adds its index entries in other slots.
--
-- KEYS[1] intents: hash, writes under way
-- KEYS[2] truth: any type, the room or identity that is written
-- ARGV[1] nonce: string, of the write
-- ARGV[2] life: seconds, after which other processes may take the write for dead
-- ARGV[3] entries: string, the index entries of the write
--
-- Returns the number of writes noted, this one included. Where there is no truth yet the notes expire after
-- a day, or a writer that dies before it creates one would leave them for good.
local now = tonumber(redis.call('TIME')[1])
redis.call('HSET', KEYS[1], ARGV[1], 'p' .. string.format('%.0f', now + tonumber(ARGV[2])) .. ':' .. ARGV[3])
if redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('PERSIST', KEYS[1])
else
  redis.call('EXPIRE', KEYS[1], 86400)
end
return redis.call('HLEN', KEYS[1])

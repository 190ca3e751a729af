-- hints/withdraw_write: ends a write that did not change the truth. Its entries are then to be removed.
--
-- KEYS[1] intents: hash, writes under way
-- ARGV[1] nonce: string, of the write
--
-- Returns 1 if its entries are to be removed, 0 if the write has ended otherwise: done, or done and deleted since.
-- @include to_remove
local intent = redis.call('HGET', KEYS[1], ARGV[1])
if not intent or string.sub(intent, 1, 1) == 'd' then
  return 0
end
to_remove(KEYS[1], ARGV[1], intent)
return 1

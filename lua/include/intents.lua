-- Intents: what a write is about to change in other slots, noted in the slot of its truth until it is done.
-- A hash, nonce to a letter, a second of the server's clock, a colon, and the index entries. The letters:
-- p pending until then, r to be removed, d a deletion under way until then, s suspected since then.

-- Whether a write is still under way: no other process has taken it for dead.
local function is_pending(intents, nonce)
  local intent = redis.call('HGET', intents, nonce)
  return intent and string.sub(intent, 1, 1) == 'p'
end

-- Ends a write together with its change of the truth. What the truth carried before is to be removed.
local function end_write(intents, nonce, replaced, entries)
  if nonce ~= '' then
    redis.call('HDEL', intents, nonce)
  end
  if replaced ~= '' then
    redis.call('HSET', intents, replaced, 'r:' .. entries)
  end
end

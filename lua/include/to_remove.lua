-- Makes an intent one to be removed, and returns its entries. From here on its writer can no longer change
-- the truth. The field is deleted first: a full server refuses a write that may need memory, but not behind one that does not.
local function to_remove(intents, nonce, intent)
  local entries = string.match(intent, '^%a%d*:(.*)$') or 'k'
  redis.call('HDEL', intents, nonce)
  redis.call('HSET', intents, nonce, 'r:' .. entries)
  return entries
end

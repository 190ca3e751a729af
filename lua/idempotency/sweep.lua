-- idempotency/sweep: removes the keys of a deleted incarnation of a room; those of a later one stay.
--
-- KEYS[1...] idempotency: string, the keys
-- ARGV[1] epoch: string, the epoch of the deleted incarnation
--
-- Returns the number of keys removed.
local removed = 0
for i = 1, #KEYS do
  local value = redis.call('GET', KEYS[i])
  if value and string.sub(value, 1, 11) == ARGV[1] then
    removed = removed + redis.call('UNLINK', KEYS[i])
  end
end
return removed

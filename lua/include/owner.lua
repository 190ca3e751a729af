-- What an idempotency key says: the id of the event that owns it, or false for a claim; nil when the
-- key is free. A key left by a deleted incarnation of the room carries another epoch (11 characters)
-- and is free.
local function owner_of(value, epoch)
  if not value or string.sub(value, 1, 11) ~= epoch then
    return nil
  end
  if string.sub(value, 12, 12) == 'c' then
    return false
  end
  return string.sub(value, 13)
end

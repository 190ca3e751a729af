-- rooms/create: creates a room.
--
-- KEYS[1] room: hash, the room
-- ARGV[1] epoch: string, tells this incarnation of the room from others, and the call that creates it from others
-- ARGV[2...] field: field and value in turn, all other fields of the room
--
-- Returns {status}.
-- Status 0 ok: now, or by an earlier attempt of the call
-- Status 1 taken
-- @include write_fields
if redis.call('EXISTS', KEYS[1]) == 1 then
  if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] then
    return {0}
  end
  return {1}
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1])
write_fields(KEYS[1], 2)
return {0}

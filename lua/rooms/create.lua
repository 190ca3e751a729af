-- rooms/create: creates a room.
--
-- KEYS[1] room: hash, the room
-- ARGV[1...] field: field and value in turn, all fields of the room
--
-- Returns {status}.
-- Status 0 ok
-- Status 1 taken
-- @include write_fields
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {1}
end
write_fields(KEYS[1], 1)
return {0}

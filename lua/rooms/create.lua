-- rooms/create: creates a room.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] intents: hash, writes under way
-- ARGV[1] epoch: string, tells this incarnation of the room from others, and the call that creates it from others
-- ARGV[2] intent: string, the nonce under which the write is noted
-- ARGV[3...] field: field and value in turn, all fields of the room
--
-- Returns {status, for status 0 the room's last_activity_at if it has one}.
-- Status 0 ok: now, or by an earlier attempt of the call
-- Status 1 taken
-- Status 2 not_noted: others took the write for dead
-- @include write_fields
-- @include intents
-- @include activity
if redis.call('EXISTS', KEYS[1]) == 1 then
  if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] then
    return {0, redis.call('HGET', KEYS[1], 'last_activity_at')}
  end
  return {1}
end
if not is_pending(KEYS[2], ARGV[2]) then
  return {2}
end
write_fields(KEYS[1], 3)
local given = redis.call('HGET', KEYS[1], 'last_activity_at')
local active = given and later_activity(nil, tonumber(given), server_now())
if active ~= given then
  redis.call('HSET', KEYS[1], 'last_activity_at', active)
end
end_write(KEYS[2], ARGV[2], '', '')
return {0, active}

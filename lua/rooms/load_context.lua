-- rooms/load_context: a room with its bindings and participants, as of one moment. That takes one step, so a
-- room with too many is refused.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] bindings: hash, channel id to binding
-- KEYS[3] participants: hash, participant id to participant
-- ARGV[1] most: integer, how many bindings and participants together it reads
--
-- Returns {the room's fields and values, encoded bindings, encoded participants}; the first is empty
-- when there is no such room. Returns {how many bindings and participants there are} when they are more.
local count = redis.call('HLEN', KEYS[2]) + redis.call('HLEN', KEYS[3])
if count > tonumber(ARGV[1]) then
  return {count}
end
return {redis.call('HGETALL', KEYS[1]), redis.call('HVALS', KEYS[2]), redis.call('HVALS', KEYS[3])}

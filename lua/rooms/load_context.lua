-- rooms/load_context: a room with its bindings and participants, as of one moment.
--
-- KEYS[1] room: hash, the room
-- KEYS[2] bindings: hash, channel id to binding
-- KEYS[3] participants: hash, participant id to participant
--
-- Returns {the room's fields and values, encoded bindings, encoded participants}; the first is empty
-- when there is no such room.
return {redis.call('HGETALL', KEYS[1]), redis.call('HVALS', KEYS[2]), redis.call('HVALS', KEYS[3])}

-- records/remove: removes a record of a room and says what it was.
--
-- KEYS[1] records: hash, id to record
-- ARGV[1] id: string, the record's id
--
-- Returns the record; nothing when there was none.
local found = redis.call('HGET', KEYS[1], ARGV[1])
if found then
  redis.call('HDEL', KEYS[1], ARGV[1])
end
return found

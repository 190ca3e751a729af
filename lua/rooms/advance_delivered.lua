-- rooms/advance_delivered: moves the delivered index by compare-and-set, never backwards.
--
-- KEYS[1] room: hash, the room
-- ARGV[1] index: integer, the new value
-- ARGV[2] force: flag, 1 to move from any lower value
--
-- Returns 1 if it moved, 0 otherwise.
local at = redis.call('HGET', KEYS[1], 'delivered_index')
if not at then
  return 0
end
local from = tonumber(at)
local to = tonumber(ARGV[1])
if from == to - 1 or (ARGV[2] == '1' and from < to) then
  redis.call('HSET', KEYS[1], 'delivered_index', ARGV[1])
  return 1
end
return 0

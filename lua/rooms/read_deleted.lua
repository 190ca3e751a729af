-- rooms/read_deleted: the first events of a room that was put aside, as far as their bytes go, for a
-- deletion to learn what leads to them from elsewhere. With their scores: a damaged event tells no index.
--
-- KEYS[1] events: sorted set, events by index
-- ARGV[1] limit: integer, how many events at most
-- ARGV[2] bytes: integer, reads no more events once they have so many bytes
--
-- Returns event and score in turn, in the order of their scores.
local reply = {}
local left = tonumber(ARGV[1])
local bytes = tonumber(ARGV[2])
local first = 0
-- How large an event is shows only when it is read: one, two, then four at a time.
local step = 1
while left > 0 and bytes > 0 do
  local count = math.min(step, left)
  local part = redis.call('ZRANGE', KEYS[1], first, first + count - 1, 'WITHSCORES')
  for i = 1, #part do
    bytes = bytes - #part[i]
    reply[#reply + 1] = part[i]
  end
  if #part < 2 * count then
    break
  end
  first = first + count
  left = left - count
  step = math.min(step * 2, 8)
end
return reply

-- Writes fields of a hash from ARGV[first] on, field and value in turn, a bounded number at a time.
local function write_fields(key, first)
  for from = first, #ARGV, 200 do
    redis.call('HSET', key, unpack(ARGV, from, math.min(from + 199, #ARGV)))
  end
end

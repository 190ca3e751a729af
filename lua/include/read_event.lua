-- The stored event at an index, which is its score; nil when there is none.
local function read_event(events, index)
  return redis.call('ZRANGEBYSCORE', events, index, index)[1]
end

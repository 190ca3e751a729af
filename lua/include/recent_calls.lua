-- The calls that changed a room lately, by the second: a sorted set of nonces. When the reply to a call is
-- lost, its script is sent again with the same nonce, finds it here, and changes nothing.

-- Whether an earlier attempt of a call had its effect.
local function is_repeated(calls, call)
  return redis.call('ZSCORE', calls, call) ~= false
end

-- Remembers a call for two minutes: no deadline is longer than one.
local function remember_call(calls, call)
  local now = redis.call('TIME')[1]
  redis.call('ZREMRANGEBYSCORE', calls, '-inf', string.format('%.0f', tonumber(now) - 120))
  redis.call('ZADD', calls, now, call)
  redis.call('EXPIRE', calls, 120)
end

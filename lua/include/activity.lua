-- A room's last_activity_at: by the server's clock, never back, and at most five minutes ahead of that clock.
-- What is stored further ahead (an earlier version took it from events) counts as none.

-- The server's time in microseconds.
local function server_now()
  local clock = redis.call('TIME')
  return clock[1] * 1000000 + clock[2]
end

-- The activity of a room with a known one (nil for none), after another (nil for none); nil when there is none.
local function later_activity(known, given, now)
  local limit = now + 300000000
  if known and known > limit then
    known = nil
    given = given or now
  end
  if given and given > limit then
    given = limit
  end
  if known and (not given or known > given) then
    given = known
  end
  return given and string.format('%d', given)
end

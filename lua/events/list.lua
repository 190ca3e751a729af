-- events/list: a page of a timeline, as far as its bytes go. The caller reads on behind the last event.
--
-- KEYS[1] events: sorted set, events by index
-- ARGV[1] from: string, after or before for the events behind an index; oldest or newest for a page by position
-- ARGV[2] edge: integer, the index, or empty for the end; how many events to pass over for oldest and newest
-- ARGV[3] limit: integer, how many events at most
-- ARGV[4] bytes: integer, reads no more events once they have so many bytes
-- ARGV[5] step: integer, how many events to read at first
--
-- Returns {how many events of the page are left, then the stored events}; those before an index come newest first.
-- @include read_events
local limit = tonumber(ARGV[3])
local edge = '+inf'
if ARGV[1] == 'oldest' or ARGV[1] == 'newest' then
  local beyond = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[2])
  local first = tonumber(ARGV[2])
  limit = math.min(limit, beyond)
  if ARGV[1] == 'newest' then
    first = beyond - limit
  end
  if limit <= 0 then
    return {0}
  end
  local rank = string.format('%.0f', first)
  local member = redis.call('ZRANGE', KEYS[1], rank, rank)[1]
  edge = string.match(member, '^%d+')
  if not edge then
    return {0, member}
  end
elseif ARGV[2] ~= '' then
  edge = '(' .. ARGV[2]
end
local reply = {0}
reply[1] = read_events(reply, KEYS[1], ARGV[1] == 'before', edge, limit, tonumber(ARGV[4]), tonumber(ARGV[5]))
return reply

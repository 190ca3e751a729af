-- events/next_message: where the next message lies, across a run of other events of any length.
-- Messages are not in the types index (they are most events, and an entry each would cost more than it
-- saves); how many lie in a range is the number of events less that of other types, which halves the
-- range until one is left.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] types: sorted set, events that are not messages by type
-- ARGV[1] descending: flag, 1 to look towards the start
-- ARGV[2] edge: integer, the index to begin behind; empty for the end
-- ARGV[3] max_types: integer, how many types the room may have for this to pay
--
-- Returns the index of the message; -1 when there is none; -2 when the room has more types.
-- @include index_member
-- @include corrupt
-- @include whole_number
local descending = ARGV[1] == '1'
local types = {}
local from = '-'
while true do
  local member = redis.call('ZRANGEBYLEX', KEYS[2], from, '+', 'LIMIT', 0, 1)[1]
  if not member then
    break
  end
  local type = string.sub(member, 1, -18)
  types[#types + 1] = type
  if #types > tonumber(ARGV[3]) then
    return -2
  end
  from = '(' .. type .. '\1'
end

local function messages(first, last)
  local count = redis.call('ZCOUNT', KEYS[1], string.format('%.0f', first), string.format('%.0f', last))
  for i = 1, #types do
    count = count - redis.call('ZLEXCOUNT', KEYS[2], '[' .. index_member(types[i], first), '[' .. index_member(types[i], last))
  end
  return count
end

local bound
if descending then
  bound = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
else
  bound = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
end
if not bound then
  return -1
end
local first = whole_number(bound)
local last = first
if descending then
  if ARGV[2] == '' then
    last = whole_number(redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2])
  else
    last = tonumber(ARGV[2]) - 1
  end
else
  first = tonumber(ARGV[2]) + 1
end
if not first or not last then
  return corrupt(1, 'an event has no whole number for its index')
end
if first > last or messages(first, last) == 0 then
  return -1
end
while first < last do
  local middle = math.floor((first + last) / 2)
  if descending then
    if messages(middle + 1, last) > 0 then
      first = middle + 1
    else
      last = middle
    end
  elseif messages(first, middle) > 0 then
    last = middle
  else
    first = middle + 1
  end
end
return first

-- events/thread_summaries: reply count and last reply of threads, as far as the bytes of the replies go.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] threads: sorted set, replies by parent
-- ARGV[1] bytes: integer, looks at no more threads once the replies have so many bytes
-- ARGV[2...] root: string, the id of each root
--
-- Returns two values a root, for the first roots: the number of replies, and the beginning of the stored last reply, which
-- holds its header (empty without replies).
-- @include read_event
-- @include index_of
-- @include corrupt
local reply = {}
local bytes = tonumber(ARGV[1])
for i = 2, #ARGV do
  local from = '[' .. ARGV[i] .. '\0'
  local to = '(' .. ARGV[i] .. '\1'
  local count = redis.call('ZLEXCOUNT', KEYS[2], from, to)
  local last = ''
  if count > 0 then
    local member = redis.call('ZREVRANGEBYLEX', KEYS[2], to, from, 'LIMIT', 0, 1)[1]
    local index = index_of(member)
    if not index then
      return corrupt(2, 'an entry names no index')
    end
    last = read_event(KEYS[1], string.format('%.0f', index)) or ''
  end
  bytes = bytes - #last
  reply[#reply + 1] = count
  -- The header has at most 16 digits, 15 bytes and a key of 512 bytes before what is not needed.
  reply[#reply + 1] = string.sub(last, 1, 600)
  if bytes <= 0 then
    break
  end
end
return reply

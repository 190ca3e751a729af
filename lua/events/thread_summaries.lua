-- events/thread_summaries: reply count and last reply of threads.
--
-- KEYS[1] events: sorted set, events by index
-- KEYS[2] threads: sorted set, replies by parent
-- ARGV[1...] root: string, the id of each root
--
-- Returns two values a root: the number of replies, and the stored last reply (empty without replies).
-- @include read_event
-- @include index_of
-- @include corrupt
local reply = {}
for i = 1, #ARGV do
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
  reply[#reply + 1] = count
  reply[#reply + 1] = last
end
return reply

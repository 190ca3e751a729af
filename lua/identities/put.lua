-- identities/put: writes an identity by compare-and-set, and ends the write of its links.
--
-- KEYS[1] identity: string, the encoded identity
-- KEYS[2] intents: hash, writes under way
-- KEYS[3] recent_calls: sorted set, recent calls
-- ARGV[1] expected: bytes, the identity found before; empty for none
-- ARGV[2] identity: bytes, the identity from now on
-- ARGV[3] intent: string, the nonce under which the write is noted
--
-- Returns {status}.
-- Status 0 ok: now, or by an earlier attempt of the call
-- Status 1 changed: another writer came first
-- Status 2 not_noted: others took the write for dead
-- @include intents
-- @include recent_calls
if is_repeated(KEYS[3], ARGV[3]) then
  return {0}
end
local there = redis.call('GET', KEYS[1]) or ''
if there ~= ARGV[1] then
  return {1}
end
if not is_pending(KEYS[2], ARGV[3]) then
  return {2}
end
if there ~= ARGV[2] then
  redis.call('SET', KEYS[1], ARGV[2])
end
end_write(KEYS[2], ARGV[3], '', '')
remember_call(KEYS[3], ARGV[3])
return {0}

-- identities/put: writes an identity by compare-and-set.
--
-- KEYS[1] identity: string, the encoded identity
-- ARGV[1] expected: bytes, the identity found before; empty for none
-- ARGV[2] identity: bytes, the identity from now on
--
-- Returns 1 if it was written, 0 if another writer came first. An identity that was to be created and
-- carries the nonce (bytes 2 to 16) of this one was created by an earlier attempt of the call.
local there = redis.call('GET', KEYS[1]) or ''
if there ~= ARGV[1] then
  if ARGV[1] == '' and string.sub(there, 2, 16) == string.sub(ARGV[2], 2, 16) then
    return 1
  end
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1

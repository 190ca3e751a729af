-- identities/put: writes an identity by compare-and-set.
--
-- KEYS[1] identity: string, the encoded identity
-- ARGV[1] expected: bytes, the identity found before; empty for none
-- ARGV[2] identity: bytes, the identity from now on
--
-- Returns 1 if it was written, 0 if another writer came first.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1

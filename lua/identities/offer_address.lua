-- identities/offer_address: puts a link of an address above all others; it counts once its identity
-- lists the address.
--
-- KEYS[1] links: sorted set, links of one address by order of linking
-- ARGV[1] link: string, identity id, zero byte and nonce
--
-- Returns the link's rank among the links ever made, from 1.
-- @include corrupt
-- @include whole_number
local top = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local score = 1
if top[2] then
  local highest = whole_number(top[2])
  if not highest then
    return corrupt(1, 'a link has no whole number for its rank')
  end
  score = highest + 1
end
redis.call('ZADD', KEYS[1], string.format('%.0f', score), ARGV[1])
return score

-- identities/offer_address: puts a link of an address above all others; it counts once its identity
-- lists the address.
--
-- KEYS[1] links: sorted set, links of one address by order of linking
-- ARGV[1] link: string, identity id, zero byte and nonce
--
-- Returns the link's rank among the links ever made, from 1.
local top = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local score = 1
if top[2] then
  score = tonumber(top[2]) + 1
end
redis.call('ZADD', KEYS[1], string.format('%.0f', score), ARGV[1])
return score

-- Whether a stored event was added by the call that brings an encoded event, by the nonce in their
-- headers. Before the stored one stands its index in digits; EventCodec.cs documents the bytes behind it.
local function is_same_call(stored, given)
  local start = string.match(stored, '^%d*()')
  return string.sub(stored, start + 9, start + 12) == string.sub(given, 10, 13)
end

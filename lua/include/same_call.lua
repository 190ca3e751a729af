-- Whether a stored event was added by the call that brings an encoded event, by the nonce in their
-- headers; EventCodec.cs documents the bytes. The stored one has its index before it.
local function is_same_call(stored, given)
  return string.sub(stored, 18, 21) == string.sub(given, 10, 13)
end

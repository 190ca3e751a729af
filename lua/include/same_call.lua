-- Whether two encoded events were added by the same call, by the nonce in their headers; EventCodec.cs
-- documents the bytes.
local function is_same_call(stored, given)
  return string.sub(stored, 10, 13) == string.sub(given, 10, 13)
end

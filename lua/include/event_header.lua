-- The header of a stored event; EventCodec.cs documents the bytes.

-- A text behind its two length bytes, and where it ends; nil for none.
local function header_text(member, at)
  local high, low = string.byte(member, at, at + 1)
  local length = high * 256 + low
  if length == 65535 then
    return nil, at + 2
  end
  return string.sub(member, at + 2, at + 1 + length), at + 2 + length
end

-- The idempotency key, the parent event id, the type as the types index has it (nil for a message),
-- and the number of bytes an update keeps.
local function event_header(member)
  local key, after_key = header_text(member, 10)
  local parent, after_parent = header_text(member, after_key)
  local type = header_text(member, after_parent)
  if type == 'message' then
    type = nil
  end
  return key, parent, type, after_key - 1
end

-- The header of a stored event, behind its index in digits; EventCodec.cs documents the bytes.

-- A text behind its two length bytes, and where it ends; nil for none. Ends nowhere where bytes are missing.
local function header_text(member, at)
  local high, low = string.byte(member, at, at + 1)
  if not low then
    return nil, nil
  end
  local length = high * 256 + low
  if length == 65535 then
    return nil, at + 2
  end
  if at + 1 + length > #member then
    return nil, nil
  end
  return string.sub(member, at + 2, at + 1 + length), at + 2 + length
end

-- The idempotency key, the parent event id, the type as the types index has it (nil for a message),
-- and the number of bytes an update keeps; nothing of an event whose header is damaged.
local function event_header(member)
  local key, parent, type
  local key_end, parent_end, type_end
  key, key_end = header_text(member, string.match(member, '^%d*()') + 13)
  if key_end then
    parent, parent_end = header_text(member, key_end)
  end
  if parent_end then
    type, type_end = header_text(member, parent_end)
  end
  if not type_end then
    return nil, nil, nil, nil
  end
  if type == 'message' then
    type = nil
  end
  return key, parent, type, key_end - 1
end

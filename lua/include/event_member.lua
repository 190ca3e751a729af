-- A stored event, the member of the room's sorted set: its index in 8 bytes, big-endian, so that pages
-- are read without scores, then the encoded event. In two halves, because Garnet leaves half of an I8
-- as it found it.
local function event_member(index, event)
  return struct.pack('>I4I4', math.floor(index / 4294967296), index % 4294967296) .. event
end

-- A number as the store writes counters, indices and instants; nil for anything else. tonumber alone
-- would take '0x10', '1 ' and 'nan' as well.
local function whole_number(text)
  local number = text and string.match(text, '^-?%d+$') and tonumber(text)
  if number and number > -9007199254740992 and number < 9007199254740992 then
    return number
  end
end

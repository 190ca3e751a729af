-- The error a script answers with when what it read is damaged: which of KEYS, and what is wrong there.
-- The caller gets a CorruptRecordException with that key (ScriptDamage.cs).
local function corrupt(key, what)
  return {err = 'CORRUPT ' .. key .. ' ' .. what}
end

-- Conditions of a caller on a room, in one argument: no_activity_since in microseconds, version, latest_index
-- and epoch, with a space between them; what does not count is empty. Without any the argument is empty.

local function is_whole(text)
  return text and #text < 18 and string.match(text, '^-?%d+$')
end

-- What a room is found to be (activity, version, latest index, epoch) when a condition does not hold, nil when
-- all hold; second, what is damaged. A room that never was active counts from its creation.
local function broken_conditions(key, conditions)
  if conditions == '' then
    return nil
  end
  local room = redis.call('HMGET', key, 'last_activity_at', 'created_at', 'version', 'latest_index', 'epoch')
  local activity = room[1] or room[2]
  if not is_whole(activity) or not is_whole(room[3]) or not is_whole(room[4]) or not room[5] then
    return nil, 'what the conditions are about is missing or no whole number'
  end
  local since, version, latest, epoch = string.match(conditions, '^(%S*) (%S*) (%S*) (%S*)$')
  if (since == '' or tonumber(activity) <= tonumber(since))
    and (version == '' or version == room[3])
    and (latest == '' or latest == room[4])
    and (epoch == '' or epoch == room[5]) then
    return nil
  end
  return {activity, room[3], room[4], room[5]}
end

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>In the end an event is found at its index by its id, and by its key, and nothing else is.</summary>
internal sealed class KeysNameTheirEvent() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var final = room.Final;
        foreach (var one in final.Events)
        {
            if (!final.IndexById.TryGetValue(one.Id, out var index)) yield return $"{one.Id}, at index {one.Index} of {room.Id}, is not found by its id.";
            else if (!room.FinalById[one.Id].Any(other => other.Index == index)) yield return $"{one.Id}, at index {one.Index} of {room.Id}, is found at index {index} by its id.";
            if (one.Key is not null && !final.EventByKey.ContainsKey(one.Key)) yield return $"{one.Id}, at index {one.Index} of {room.Id}, is not found by its key {one.Key}.";
        }

        foreach (var id in final.IndexById.Keys.Union(final.IndexByIdAlone.Keys))
        {
            if (!room.FinalById.Contains(id)) yield return $"{id} is not in the timeline of {room.Id}, and is found by its id.";
        }

        foreach (var (key, id) in final.EventByKey)
        {
            if (!room.FinalById[id].Any(one => one.Key == key)) yield return $"{key} of {room.Id} names {id}, which has another key or is not there.";
        }
    }
}

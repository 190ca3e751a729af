using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>A page that is not full reaches to the last event that was acknowledged, or seen, before it was asked for.</summary>
internal sealed class ReadsAreFresh() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var reached = new Floor(
            from sighting in room.Sightings
            where !room.MayBeLost(sighting.Call) && !room.MayBeDeleted(sighting.EventId)
            select (sighting.Call.EndedAt, sighting.Index));
        foreach (var call in room.Answered(Operation.Timeline).Where(call => call.End!.Seen!.Count < call.Start.Limit && !room.MayBeLost(call)))
        {
            var last = call.End!.Seen is [.., var seen] ? seen.Index : call.Start.Value!.Value;
            var known = reached.Before(call.StartedAt);
            if (known > last) yield return $"{call} read {room.Id} up to index {last}, although there was an event at {known} before.";
        }
    }
}

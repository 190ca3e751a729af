namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>The room's counters are what the events add up to.</summary>
internal sealed class CountersEqualTheTally() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var final = room.Final;
        if (final.Count != final.Events.Count) yield return $"{room.Id} counts {final.Count} events, and has {final.Events.Count}.";
        if (final.EventCount != final.LatestIndex + 1) yield return $"{room.Id} has event_count {final.EventCount}, and has given out the indices up to {final.LatestIndex}.";

        var last = final.Events.Select(one => one.Index).DefaultIfEmpty(-1).Max();
        var deleted = room.Sightings.Where(sighting => room.MayBeDeleted(sighting.EventId)).ToArray();
        var least = deleted.Where(sighting => !room.MayBeLost(sighting.Call)).Select(sighting => sighting.Index).Append(last).Max();
        var most = deleted.Select(sighting => sighting.Index).Append(last).Max();
        if (final.LatestIndex < least || final.LatestIndex > most) yield return $"{room.Id} has latest_index {final.LatestIndex}, and {most} is the last that any event had.";
    }
}

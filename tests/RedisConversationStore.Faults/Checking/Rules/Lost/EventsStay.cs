namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>An event that was acknowledged, or that a reader saw, is there, unless somebody deleted it.</summary>
internal sealed class EventsStay() : Rule(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var sightings in room.Sightings.GroupBy(sighting => sighting.EventId))
        {
            if (room.FinalById.Contains(sightings.Key) || room.MayBeDeleted(sightings.Key)) continue;
            var firm = sightings.OrderBy(sighting => room.MayBeLost(sighting.Call)).First();
            yield return new($"{firm.EventId} was at index {firm.Index} of {room.Id} by {firm.Call}, and is not there.", room.MayBeLost(firm.Call));
        }
    }
}

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>An event that was acknowledged to who sent it is also found by its id alone: what finds it is acknowledged with it.</summary>
internal sealed class EventsAreFoundByIdAlone() : Rule(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var sightings in room.Sightings.Where(sighting => sighting.IsOfSender).GroupBy(sighting => sighting.EventId))
        {
            // Of an event that was deleted and came again, a late tidying may take the way to it along.
            if (!room.FinalById.Contains(sightings.Key) || room.MayBeDeleted(sightings.Key)) continue;
            if (room.Final.IndexByIdAlone.TryGetValue(sightings.Key, out var index) && index == room.FinalById[sightings.Key].First().Index) continue;
            var firm = sightings.OrderBy(sighting => room.MayBeLost(sighting.Call)).First();
            yield return new($"{firm.EventId} was acknowledged by {firm.Call}, is in {room.Id}, and is not found by its id alone.", room.MayBeLost(firm.Call));
        }
    }
}

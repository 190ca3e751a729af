namespace Conversations.Faults.Checking.Records;

/// <summary>Tells what writes that are known to have happened have replaced. Records of one id in several rooms, which there can be after a loss, do not replace one another.</summary>
internal sealed class Replacements
{
    private readonly Dictionary<string, Floor> byRoom;

    /// <param name="known">The writes of one record.</param>
    public Replacements(IEnumerable<KnownWrite> known) =>
        byRoom = known.GroupBy(write => write.RoomId ?? "").ToDictionary(writes => writes.Key, writes => new Floor(writes.Select(write => (write.By, write.Since))));

    /// <summary>Whether all that can have made what is shown was replaced before it was shown.</summary>
    public bool Outdate(RecordLife life, RecordSighting sighting)
    {
        var isMade = false;
        foreach (var maker in life.MakersOf(sighting))
        {
            isMade = true;
            if (Before(maker.RoomId, sighting.StartedAt) <= maker.IsOverAt) return false;
        }

        // Nobody needs to have made it that nothing is there, before the first write.
        return sighting.IsThere ? isMade : byRoom.Values.Any(floor => floor.Before(sighting.StartedAt) > long.MinValue);
    }

    private long Before(string? roomId, long time) => byRoom.TryGetValue(roomId ?? "", out var floor) ? floor.Before(time) : long.MinValue;
}

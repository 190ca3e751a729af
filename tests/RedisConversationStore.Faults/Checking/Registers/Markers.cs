using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Registers;

/// <summary>The read markers, by channel.</summary>
internal sealed class Markers : Register
{
    public override string Name => "Markers";

    public override IEnumerable<Reached> Written(RoomHistory room)
    {
        // Where the event was, as far as anybody saw it; after a loss it may have been added again elsewhere.
        var indices = room.Sightings.GroupBy(sighting => sighting.EventId).ToDictionary(sightings => sightings.Key, sightings => sightings.Min(sighting => sighting.Index));
        foreach (var call in room.Answered(Operation.MarkRead))
        {
            // False says that the marker stands there or further, or that there was no such event.
            var isReached = call.End!.Moved is true || (room.Expectation.LossWindows.Count == 0 && !room.MayBeDeleted(call.Start.EventId!));
            if (isReached && indices.TryGetValue(call.Start.EventId!, out var index)) yield return new(call.Start.ChannelId!, index, call);
        }

        var latest = new Floor(room.Sightings.Where(sighting => !room.MayBeLost(sighting.Call)).Select(sighting => (sighting.Call.EndedAt, sighting.Index)));
        foreach (var call in room.Answered(Operation.MarkAllRead))
        {
            var index = latest.Before(call.StartedAt);
            if (index >= 0) yield return new(call.Start.ChannelId!, index, call);
        }
    }

    public override IEnumerable<(RecordedCall Call, IReadOnlyDictionary<string, long> Values)> Shown(RoomHistory room) =>
        room.Answered(Operation.Markers).Select(call => (call, call.End!.Numbers!));

    public override IReadOnlyDictionary<string, long> Final(RoomHistory room) => room.Final.Markers;
}

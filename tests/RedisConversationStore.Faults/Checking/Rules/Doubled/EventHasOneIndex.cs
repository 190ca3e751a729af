namespace Conversations.Faults.Checking.Rules.Doubled;

/// <summary>An event is in its room once: at one index for all who see it, and in the end.</summary>
internal sealed class EventHasOneIndex() : Rule(ViolationKind.Doubled)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var seen = room.Sightings.Select(sighting => (sighting.EventId, Trace: new Trace<long>(sighting.Index, sighting.Call)));
        var final = room.Final.Events.Select(one => (EventId: one.Id, Trace: new Trace<long>(one.Index, Call: null)));
        foreach (var traces in seen.Concat(final).GroupBy(pair => pair.EventId, pair => pair.Trace))
        {
            if (Succession.Contradiction(room.Expectation, traces, _ => room.MayBeDeleted(traces.Key)) is { } pair)
            {
                yield return $"{traces.Key} of {room.Id} is at index {pair.First.Value} by {pair.First}, and at index {pair.Second.Value} by {pair.Second}.";
            }
        }
    }
}

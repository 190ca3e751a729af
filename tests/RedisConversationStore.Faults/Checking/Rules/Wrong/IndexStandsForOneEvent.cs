namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>An index stands for one event, for all who see it, and in the end; never for another, not even after a deletion.</summary>
internal sealed class IndexStandsForOneEvent() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var seen = room.Sightings.Select(sighting => (sighting.Index, Trace: new Trace<string>(sighting.EventId, sighting.Call)));
        var final = room.Final.Events.Select(one => (one.Index, Trace: new Trace<string>(one.Id, Call: null)));
        foreach (var traces in seen.Concat(final).GroupBy(pair => pair.Index, pair => pair.Trace))
        {
            if (Succession.Contradiction(room.Expectation, traces) is { } pair)
            {
                yield return $"Index {traces.Key} of {room.Id} is {pair.First.Value} by {pair.First}, and {pair.Second.Value} by {pair.Second}.";
            }
        }
    }
}

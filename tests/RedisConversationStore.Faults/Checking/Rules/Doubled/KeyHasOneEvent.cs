namespace Conversations.Faults.Checking.Rules.Doubled;

/// <summary>Under an idempotency key there is one event: the same for all who add under it, and in the end.</summary>
internal sealed class KeyHasOneEvent() : Rule(ViolationKind.Doubled)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var answered =
            from call in room.Adds
            where call.IsAnswered
            from pair in call.Start.Events!.Zip(call.End!.Added!)
            where pair.First.Key is not null
            select (Key: pair.First.Key!, Trace: new Trace<string>(pair.Second.Id, call));
        var final =
            from one in room.Final.Events
            where one.Key is not null
            select (Key: one.Key!, Trace: new Trace<string>(one.Id, Call: null));
        foreach (var traces in answered.Concat(final).GroupBy(pair => pair.Key, pair => pair.Trace))
        {
            if (Succession.Contradiction(room.Expectation, traces, room.MayBeDeleted) is { } pair)
            {
                yield return $"{traces.Key} of {room.Id} is the key of {pair.First.Value} by {pair.First}, and of {pair.Second.Value} by {pair.Second}.";
            }
        }
    }
}

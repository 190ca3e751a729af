using Conversations.Faults.Checking.Records;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Doubled;

/// <summary>A record is created by one call, in whatever room the others tried; by another only when the first may be lost.</summary>
internal sealed class RecordHasOneCreator() : Rule<RecordHistory>(ViolationKind.Doubled)
{
    public override IEnumerable<Finding> Check(RecordHistory history)
    {
        foreach (var creations in history.Calls.Where(call => call is { Operation: Operation.CreateRecord, IsAnswered: true }).GroupBy(call => call.Start.Record!))
        {
            if (Succession.Contradiction(history.Expectation, creations.Select(call => new Trace<RecordedCall>(call, call))) is { } pair)
            {
                yield return $"{creations.Key} was created by both {pair.First} and {pair.Second}.";
            }
        }
    }
}

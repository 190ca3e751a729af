using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Doubled;

/// <summary>Of all that tried, one has won; another only when the first win may be lost.</summary>
/// <param name="name">The name of the rule.</param>
/// <param name="operation">What they tried.</param>
/// <param name="prize">What there is one of.</param>
internal sealed class OneWinner(string name, Operation operation, Func<CallStart, string> prize) : Rule(ViolationKind.Doubled)
{
    public override string Name => name;

    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var winners in room.Answered(operation).Where(call => call.End!.Moved is not false).GroupBy(call => prize(call.Start)))
        {
            if (Succession.Contradiction(room.Expectation, winners.Select(call => new Trace<RecordedCall>(call, call))) is { } pair)
            {
                yield return $"Both {pair.First} and {pair.Second} have won {winners.Key} of {room.Id}.";
            }
        }
    }
}

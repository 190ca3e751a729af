using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>Who is told that a key is claimed is told so because somebody claimed it.</summary>
internal sealed class ClaimHasAWinner() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var claims in room.Calls(Operation.Claim).Where(call => call.MayHaveTakenEffect).GroupBy(call => call.Start.Key))
        {
            if (claims.All(call => call is { IsAnswered: true, End.Moved: false })) yield return $"{claims.First()} was told that {claims.Key} of {room.Id} is claimed, and nobody claimed it.";
        }
    }
}

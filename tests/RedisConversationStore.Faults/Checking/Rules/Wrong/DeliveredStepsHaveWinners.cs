using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>The delivered index has gone up by steps that somebody made.</summary>
internal sealed class DeliveredStepsHaveWinners() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var made = room.Calls(Operation.AdvanceDelivered).Where(call => call.IsUnknown || call is { IsAnswered: true, End.Moved: true }).Select(call => call.Start.Value!.Value).ToHashSet();
        for (var step = 0L; step <= room.Final.DeliveredIndex; step++)
        {
            if (made.Contains(step)) continue;
            yield return $"The delivered index of {room.Id} is {room.Final.DeliveredIndex}, and nobody advanced it to {step}.";
            yield break;
        }
    }
}

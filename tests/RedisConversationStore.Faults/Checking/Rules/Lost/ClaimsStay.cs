using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>A key that was claimed is claimed.</summary>
internal sealed class ClaimsStay() : Rule(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RoomHistory room) =>
        from call in room.Answered(Operation.Claim)
        where call.End!.Moved is true && !room.Final.ClaimedKeys.Contains(call.Start.Key!)
        select new Finding($"{call.Start.Key} of {room.Id} was claimed by {call}, and is free.", room.MayBeLost(call));
}

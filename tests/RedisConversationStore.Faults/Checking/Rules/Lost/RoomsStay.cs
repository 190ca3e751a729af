using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>A room that was created is there.</summary>
internal sealed class RoomsStay() : Rule(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        if (!room.IsThere && room.Answered(Operation.CreateRoom).FirstOrDefault() is { } call) yield return new($"{room.Id} was created by {call}, and is not there.", room.MayBeLost(call));
    }
}

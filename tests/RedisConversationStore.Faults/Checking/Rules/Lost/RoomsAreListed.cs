using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>In the end a room is listed once by its organization, by its status, by both, and among all rooms, and nowhere else.</summary>
internal sealed class RoomsAreListed() : Rule(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        if (!room.IsThere) yield break;
        foreach (var criteria in SentRooms.AllCriteria)
        {
            var expected = criteria.Match(room.Final.OrganizationId, room.Final.Status) ? 1 : 0;
            var times = room.Final.Listed.GetValueOrDefault(criteria);
            if (times != expected) yield return new($"{room.Id}, of organization {room.Final.OrganizationId ?? "none"} and status {room.Final.Status}, is listed {times} times by {criteria}.", times < expected && MayBeLost(room));
        }
    }

    private static bool MayBeLost(RoomHistory room) => room.Calls(Operation.CreateRoom).Concat(room.Calls(Operation.UpdateRoom)).Any(room.MayBeLost);
}

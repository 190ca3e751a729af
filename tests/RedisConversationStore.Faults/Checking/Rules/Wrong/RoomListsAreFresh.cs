using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>A walk over rooms meets a room that was created before it began exactly once if the room meets the criteria all the time, and not at all if it never does.</summary>
internal sealed class RoomListsAreFresh() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        var createdAt = room.Calls(Operation.CreateRoom).Where(call => (call.IsAnswered || call.IsRefused) && !room.MayBeLost(call)).Select(call => call.EndedAt).DefaultIfEmpty(long.MaxValue).Min();
        var stays = SentRooms.IsShared(room.Id) ? null : SentRooms.Create(room.Id, TimeProvider.System);
        foreach (var listing in room.Listings.Where(listing => listing.IsAnswered && !room.MayBeLost(listing)))
        {
            var criteria = listing.Start.Rooms!;
            var times = listing.End!.RoomIds!.Count(id => id == room.Id);
            var isMet = stays is null ? (criteria == SentRooms.AllCriteria[0] ? true : null) : (bool?)criteria.Match(stays.OrganizationId, stays.Status.Value);
            if (times > 1) yield return $"{listing} lists {room.Id} {times} times.";
            else if (times == 1 && isMet is false) yield return $"{listing} lists {room.Id} by {criteria}, which it never met.";
            else if (times == 0 && isMet is true && createdAt < listing.StartedAt) yield return $"{listing} does not list {room.Id} by {criteria}, although it was created before.";
        }
    }
}

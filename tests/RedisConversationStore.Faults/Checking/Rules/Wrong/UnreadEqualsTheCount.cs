using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>The unread count is that of the events beyond the marker: exactly in the end, and under load no more than there can have been.</summary>
internal sealed class UnreadEqualsTheCount() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var (channel, unread) in room.Final.Unread)
        {
            var marker = room.Final.Markers.GetValueOrDefault(channel, -1);
            var beyond = room.Final.Events.Count(one => one.Index > marker);
            if (unread != beyond) yield return $"{channel} has {unread} unread events in {room.Id}; {beyond} are beyond its marker at {marker}.";
        }

        // With a loss, indices are given out anew, and say no more when an event was added.
        if (room.Expectation.LossWindows.Count > 0) yield break;

        // Counted backwards in time: no event that was committed by a call that had not started yet can have been counted.
        var later = new Floor(room.Sightings.Where(sighting => sighting.IsCommit).Select(sighting => (-sighting.Call.StartedAt, -sighting.Index)));
        foreach (var call in room.Answered(Operation.UnreadCount))
        {
            var bound = later.Before(-call.EndedAt);
            var most = bound == long.MinValue ? room.Final.LatestIndex + 1 : -bound;
            if (call.End!.Number < 0 || call.End.Number > most) yield return $"{call} counted {call.End.Number} unread events of {room.Id}, which had had {most} at most.";
        }
    }
}

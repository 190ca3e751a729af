using Conversations.Faults.Checking.Records;
using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>In the end the room that is found for a participant is the newest that it is in, by itself or behind a binding.</summary>
internal sealed class RoomsOfParticipantsAreFound() : Rule<RecordHistory>(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RecordHistory history)
    {
        var memberships = history.Final.Listed.ToLookup(one => Participant(one.Name, one.Value), one => one.RoomId!);
        foreach (var id in memberships.Select(rooms => rooms.Key).OfType<string>().Union(history.Final.LatestRooms.Keys))
        {
            var newest = memberships[id].OrderByDescending(roomId => history.Rooms[roomId].CreatedAt).ThenByDescending(roomId => roomId, StringComparer.Ordinal).FirstOrDefault();
            var found = history.Final.LatestRooms.GetValueOrDefault(id);
            if (found != newest) yield return new($"The newest room of {id} is {newest ?? "none"}, and {found ?? "none"} is found.", MayBeLost(history, id));
        }
    }

    private static string? Participant(RecordName name, string value) => name.Kind switch
    {
        RecordKind.Participant => name.Id,
        RecordKind.Binding => SentRecords.ParticipantOf(value),
        _ => null,
    };

    private static bool MayBeLost(RecordHistory history, string participantId) =>
        history.Lives.Any(life => life.Writes.Any(write => write.Value is { } value && Participant(life.Name, value) == participantId && history.MayBeLost(life.Name)));
}

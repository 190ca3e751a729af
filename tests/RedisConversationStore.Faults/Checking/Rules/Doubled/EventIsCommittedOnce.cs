using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Doubled;

/// <summary>An event is committed by one call; to all others it is a duplicate.</summary>
internal sealed class EventIsCommittedOnce() : Rule(ViolationKind.Doubled)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var commits in room.Sightings.Where(sighting => sighting.IsCommit).GroupBy(sighting => sighting.EventId))
        {
            if (Succession.Contradiction(room.Expectation, commits.Select(commit => new Trace<RecordedCall>(commit.Call, commit.Call)), _ => room.MayBeDeleted(commits.Key)) is { } pair)
            {
                yield return $"{commits.Key} was committed to {room.Id} by both {pair.First} and {pair.Second}.";
            }
        }
    }
}

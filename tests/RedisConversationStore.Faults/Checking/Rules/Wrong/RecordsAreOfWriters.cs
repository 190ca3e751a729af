using Conversations.Faults.Checking.Records;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>A record that is seen was written, as it is, by a call that was not refused. Who is told that an id is taken is told so because another call took it.</summary>
internal sealed class RecordsAreOfWriters() : Rule<RecordHistory>(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RecordHistory history) =>
        from life in history.Lives
        from seen in life.Sightings.Concat(life.Finals)
        where seen.IsThere && !life.MakersOf(seen).Any() && !IsBeingTaken(history, life, seen)
        select (Finding)$"{life.Name}: {seen}, and no {(seen.Call is null ? "" : "other ")}call can have made it so.";

    // The id of a task is claimed for a room before the task is written there. Who wants it for another room meanwhile is
    // refused, and rightly even if that call is refused in the end: a third has put the task into its room.
    private static bool IsBeingTaken(RecordHistory history, RecordLife life, RecordSighting seen) =>
        life.Name.Kind == RecordKind.Task
        && seen.Call is { Operation: Operation.CreateRecord } refused
        && history.Calls.Any(call => call.Operation == Operation.CreateRecord
            && call.Start.Record == life.Name
            && call.Start.RoomId != refused.Start.RoomId
            && call.StartedAt < refused.EndedAt
            && call.EndedAt > refused.StartedAt);
}

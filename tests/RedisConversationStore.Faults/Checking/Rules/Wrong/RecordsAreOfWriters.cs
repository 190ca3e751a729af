using Conversations.Faults.Checking.Records;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>A record that is seen was written, as it is, by a call that was not refused. Who is told that an id is taken is told so because another call took it.</summary>
internal sealed class RecordsAreOfWriters() : Rule<RecordHistory>(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RecordHistory history) =>
        from life in history.Lives
        from seen in life.Sightings.Concat(life.Finals)
        where seen.IsThere && !life.MakersOf(seen).Any()
        select (Finding)$"{life.Name}: {seen}, and no {(seen.Call is null ? "" : "other ")}call can have made it so.";
}

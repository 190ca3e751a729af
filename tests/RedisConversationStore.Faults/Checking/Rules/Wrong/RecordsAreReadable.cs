using Conversations.Faults.Checking.Records;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>No record is damaged.</summary>
internal sealed class RecordsAreReadable() : Rule<RecordHistory>(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RecordHistory history) =>
        history.Final.Unreadable.Select(what => (Finding)$"There is what cannot be read, {what}");
}

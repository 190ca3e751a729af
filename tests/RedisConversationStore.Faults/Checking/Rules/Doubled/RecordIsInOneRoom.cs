using Conversations.Faults.Checking.Records;

namespace Conversations.Faults.Checking.Rules.Doubled;

/// <summary>What has an id that is unique in the store is in one room, unless what kept the id for it may be lost.</summary>
internal sealed class RecordIsInOneRoom() : Rule<RecordHistory>(ViolationKind.Doubled)
{
    public override IEnumerable<Finding> Check(RecordHistory history) =>
        from life in history.Lives
        where life.Finals.Count > 1 && !history.MayBeLost(life.Name)
        select (Finding)$"{life.Name} is in {string.Join(" and in ", life.Finals.Select(final => final.RoomId))}.";
}

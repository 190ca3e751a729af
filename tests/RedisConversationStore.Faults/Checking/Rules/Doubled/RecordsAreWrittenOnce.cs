using Conversations.Faults.Checking.Records;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Doubled;

/// <summary>A value that was there, and that another write replaced, does not come back: a call that is repeated writes once.</summary>
/// <remarks>But for links: a repeated one counts as made by its last attempt (docs/resilience.md).</remarks>
internal sealed class RecordsAreWrittenOnce() : Rule<RecordHistory>(ViolationKind.Doubled)
{
    public override IEnumerable<Finding> Check(RecordHistory history) =>
        from life in history.Lives
        where life.Name.Kind != RecordKind.Address
        let known = life.Known.Where(write => !history.MayBeLost(write.ShownBy)).ToArray()
        from seen in life.Sightings.Concat(life.Finals).Where(seen => seen.Value is not null).GroupBy(seen => seen.Value)
        let writes = life.WritesOf(seen.Key).ToArray()
        where writes.Length == 1
        let first = seen.Where(one => one.Call is not null && !history.MayBeLost(one.Call)).Select(one => one.EndedAt).DefaultIfEmpty(long.MaxValue).Min()
        let last = seen.Max(one => one.StartedAt)

        // What a write that was over before replaced is stale, or lost, and no second effect.
        let between = known.FirstOrDefault(write => write.Value != seen.Key && write.RoomId == writes[0].RoomId && write.Since > first && write.By < last && write.Since < writes[0].IsOverAt)
        where between.ShownBy is not null
        select (Finding)$"{life.Name} was made {seen.Key} by {writes[0].Call}, then {between.Value ?? "removed"}, as {between.ShownBy} shows, and then {seen.Key} again.";
}

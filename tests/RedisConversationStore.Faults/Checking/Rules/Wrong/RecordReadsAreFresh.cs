using Conversations.Faults.Checking.Records;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>Who reads a record, or is refused because of it, is shown nothing that was known to be replaced before.</summary>
internal sealed class RecordReadsAreFresh() : Rule<RecordHistory>(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RecordHistory history)
    {
        foreach (var life in history.Lives)
        {
            var replacements = new Replacements(life.Known.Where(write => !history.MayBeLost(write.ShownBy)));
            foreach (var seen in life.Sightings.Where(seen => !history.MayBeLost(seen.Call!) && !history.MayBeUnfound(life, seen) && replacements.Outdate(life, seen)))
            {
                yield return $"{life.Name}: {seen}, although another write had replaced that before.";
            }
        }
    }
}

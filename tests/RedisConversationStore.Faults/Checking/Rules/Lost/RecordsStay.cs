using Conversations.Faults.Checking.Records;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>A record is in the end as its last write made it, or one whose outcome nobody knows; it is not there if that removed it.</summary>
internal sealed class RecordsStay() : Rule<RecordHistory>(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RecordHistory history)
    {
        foreach (var life in history.Lives)
        {
            var all = new Replacements(life.Known);
            var firm = new Replacements(life.Known.Where(write => !history.MayBeLost(write.ShownBy)));
            foreach (var final in life.Finals.Where(final => all.Outdate(life, final)))
            {
                var isDocumented = !firm.Outdate(life, final) || history.MayBeUnfound(life, final);
                var last = life.Known.Where(write => write.Value != final.Value && (isDocumented || !history.MayBeLost(write.ShownBy))).MaxBy(write => write.Since);
                yield return new($"{life.Name} was {(last.Value is null ? "removed" : $"made {last.Value}")}, as {last.ShownBy} shows, and {final}.", isDocumented);
            }
        }
    }
}

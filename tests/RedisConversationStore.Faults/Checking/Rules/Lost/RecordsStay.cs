using Conversations.Faults.Checking.Records;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>A record is in the end as its last write made it, or one whose outcome nobody knows; it is not there if that removed it.</summary>
internal sealed class RecordsStay() : Rule<RecordHistory>(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RecordHistory history)
    {
        foreach (var life in history.Lives)
        {
            foreach (var final in life.Finals)
            {
                // What nobody can have written is another rule's.
                if (life.LastMade(final) is not { } last) continue;
                var later = life.Known.Where(write => write.Since > last).ToArray();
                if (later.Length == 0) continue;
                var firm = later.OrderBy(write => history.MayBeLost(write.ShownBy)).ThenByDescending(write => write.Since).First();
                yield return new($"{life.Name} was {(firm.Value is null ? "removed" : $"made {firm.Value}")}, as {firm.ShownBy} shows, and {final}.", history.MayBeLost(firm.ShownBy));
            }
        }
    }
}

using Conversations.Faults.Checking.Records;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>An identity lists every address that was ever linked to it, also those that others have now.</summary>
internal sealed class LinksStay() : Rule<RecordHistory>(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RecordHistory history) =>
        from life in history.Lives
        where life.Name.Kind == RecordKind.Address
        from link in life.Writes
        where link.Call.IsAnswered
            && history.Final.Got.TryGetValue(RecordName.Identity(link.Value!), out var identity)
            && !identity.Addresses.Contains(life.Name.Id)
        select new Finding($"{life.Name} was linked to {link.Value} by {link.Call}, which does not list it.", history.MayBeLost(link.Call));
}

using Conversations.Faults.Checking.Records;
using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Lost;

/// <summary>In the end a record that its room lists is found by its name, as it is listed, and nothing else is.</summary>
internal sealed class RecordsAreFound() : Rule<RecordHistory>(ViolationKind.Lost)
{
    public override IEnumerable<Finding> Check(RecordHistory history)
    {
        var listed = history.Final.Listed.ToLookup(one => one.Name);
        foreach (var records in listed)
        {
            var found = history.Final.Got.GetValueOrDefault(records.Key);
            if (found is not null && records.Any(one => IsSame(one, found))) continue;
            yield return new($"{records.Key} is listed by {records.First().RoomId} with {records.First().Value}, and {(found is null ? "not found" : $"found in {found.RoomId} with {found.Value}")}.", history.MayBeLost(records.Key));
        }

        foreach (var found in history.Final.Got.Values)
        {
            if (found.RoomId is not null && !listed.Contains(found.Name)) yield return $"{found.Name} is found, and {found.RoomId} does not list it.";
        }
    }

    private static bool IsSame(StoredRecord one, StoredRecord other) => (one.RoomId, one.Value) == (other.RoomId, other.Value);
}

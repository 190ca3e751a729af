using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Records;

/// <summary>The records of the final state that are neither rooms nor events.</summary>
public sealed record FinalRecords
{
    /// <summary>The records of all rooms, as they are listed.</summary>
    public IReadOnlyList<StoredRecord> Listed { get; init; } = [];

    /// <summary>The records that anybody wrote or that are listed, as they are got; absent when they are not there.</summary>
    public IReadOnlyDictionary<RecordName, StoredRecord> Got { get; init; } = new Dictionary<RecordName, StoredRecord>();

    /// <summary>The rooms that are found for each channel that anybody bound.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RoomsOfChannels { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The latest room that is found for each participant that anybody named; absent when there is none.</summary>
    public IReadOnlyDictionary<string, string> LatestRooms { get; init; } = new Dictionary<string, string>();

    /// <summary>What the store could not read, and why.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>All records: those that are listed, and those that no list has.</summary>
    public IEnumerable<StoredRecord> All => Listed.Concat(Got.Values.Where(one => !one.Name.IsInRoom));
}

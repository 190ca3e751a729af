using Conversations.Faults.Checking.Records;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>What the store holds once all drivers have ended.</summary>
/// <param name="Rooms">By id.</param>
public sealed record FinalState(IReadOnlyDictionary<string, FinalRoom> Rooms)
{
    /// <summary>What is neither a room nor an event.</summary>
    public FinalRecords Records { get; init; } = new();
}

/// <summary>A room in the final state.</summary>
public sealed record FinalRoom
{
    public DateTimeOffset CreatedAt { get; init; }

    public string? OrganizationId { get; init; }

    public string Status { get; init; } = RoomStatus.Active.Value;

    /// <summary>How often the room is listed by each criteria; absent when it is not.</summary>
    public IReadOnlyDictionary<RoomCriteria, int> Listed { get; init; } = new Dictionary<RoomCriteria, int>();

    public long EventCount { get; init; }

    public long LatestIndex { get; init; } = -1;

    public long DeliveredIndex { get; init; } = -1;

    public long Version { get; init; } = 1;

    /// <summary>The counters in the metadata.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();

    /// <summary>The timeline, as it is listed.</summary>
    public IReadOnlyList<FinalEvent> Events { get; init; } = [];

    /// <summary>How many events the store says there are.</summary>
    public long Count { get; init; }

    /// <summary>By channel.</summary>
    public IReadOnlyDictionary<string, long> Markers { get; init; } = new Dictionary<string, long>();

    /// <summary>Unread counts, by channel.</summary>
    public IReadOnlyDictionary<string, long> Unread { get; init; } = new Dictionary<string, long>();

    /// <summary>The index of each event that anybody sent or that is listed, got by room and id; absent when there is none.</summary>
    public IReadOnlyDictionary<string, long> IndexById { get; init; } = new Dictionary<string, long>();

    /// <summary>The index of each of these events, got by its id alone; absent when there is none.</summary>
    public IReadOnlyDictionary<string, long> IndexByIdAlone { get; init; } = new Dictionary<string, long>();

    /// <summary>The event under each key that anybody sent; absent when there is none.</summary>
    public IReadOnlyDictionary<string, string> EventByKey { get; init; } = new Dictionary<string, string>();

    /// <summary>The keys that anybody claimed and that are claimed.</summary>
    public IReadOnlySet<string> ClaimedKeys { get; init; } = new HashSet<string>();

    /// <summary>What the store could not read, and why.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}

/// <summary>An event of the final state.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Index">Its index.</param>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Body">What it says; null when it is no text.</param>
public sealed record FinalEvent(string Id, long Index, string? Key, string? Body);

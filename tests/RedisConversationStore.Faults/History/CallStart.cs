namespace Conversations.Faults.History;

/// <summary>A call as it starts: the operation and the arguments it has.</summary>
public sealed record CallStart
{
    /// <summary>Tells the calls of one driver apart; given by the <see cref="HistoryWriter"/>.</summary>
    public long Call { get; init; }

    /// <summary>A <see cref="System.Diagnostics.Stopwatch"/> timestamp, which the processes of one machine share; given by the <see cref="HistoryWriter"/>.</summary>
    public long At { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>The room it is made to; null when it is made to none.</summary>
    public string? RoomId { get; init; }

    /// <summary>What an add sends.</summary>
    public IReadOnlyList<SentEvent>? Events { get; init; }

    /// <summary>The event to delete or to mark as read.</summary>
    public string? EventId { get; init; }

    /// <summary>The channel whose marker is moved, whose unread events are counted, or whose rooms are found.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The idempotency key to claim, or the metadata key to set.</summary>
    public string? Key { get; init; }

    /// <summary>The value of the metadata key, the delivered index to advance to, or the index to read behind.</summary>
    public long? Value { get; init; }

    /// <summary>The most events to read.</summary>
    public int? Limit { get; init; }

    /// <summary>The version an update of a room is based on.</summary>
    public long? Version { get; init; }

    /// <summary>The record to write or to get.</summary>
    public RecordName? Record { get; init; }

    /// <summary>The value that a record is given.</summary>
    public string? RecordValue { get; init; }

    /// <summary>The kind of the records to list.</summary>
    public RecordKind? Kind { get; init; }

    /// <summary>By what rooms are listed.</summary>
    public RoomCriteria? Rooms { get; init; }
}

/// <summary>An event of an add.</summary>
public sealed record SentEvent(string Id, string? Key = null);

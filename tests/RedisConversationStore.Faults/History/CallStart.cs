namespace Conversations.Faults.History;

/// <summary>A call as it starts: the operation and the arguments it has.</summary>
public sealed record CallStart
{
    /// <summary>Tells the calls of one driver apart; given by the <see cref="HistoryWriter"/>.</summary>
    public long Call { get; init; }

    /// <summary>A <see cref="System.Diagnostics.Stopwatch"/> timestamp, which the processes of one machine share; given by the <see cref="HistoryWriter"/>.</summary>
    public long At { get; init; }

    public required Operation Operation { get; init; }

    public required string RoomId { get; init; }

    /// <summary>What an add sends.</summary>
    public IReadOnlyList<SentEvent>? Events { get; init; }

    /// <summary>The event to delete or to mark as read.</summary>
    public string? EventId { get; init; }

    /// <summary>The channel whose marker is moved or whose unread events are counted.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The idempotency key to claim, or the metadata key to set.</summary>
    public string? Key { get; init; }

    /// <summary>The value of the metadata key, the delivered index to advance to, or the index to read behind.</summary>
    public long? Value { get; init; }

    /// <summary>The most events to read.</summary>
    public int? Limit { get; init; }

    /// <summary>The version an update of a room is based on.</summary>
    public long? Version { get; init; }
}

/// <summary>An event of an add.</summary>
public sealed record SentEvent(string Id, string? Key = null);

namespace Conversations;

/// <summary>How an event is added.</summary>
public sealed record AddEventOptions
{
    /// <summary>Nothing refused, the store's own time to live.</summary>
    public static AddEventOptions Default { get; } = new();

    /// <summary>Whether a closed or archived room refuses the event. Default: false.</summary>
    public bool RefuseWhenClosed { get; init; }

    /// <summary>How long the event's idempotency key lives; a millisecond to 366 days. Null for the store's own setting (24 hours by default).</summary>
    public TimeSpan? IdempotencyTimeToLive { get; init; }
}

/// <summary>What became of an added event.</summary>
public enum AddEventOutcome
{
    /// <summary>Stored now.</summary>
    Committed,

    /// <summary>Stored before: the same event id, or the same idempotency key.</summary>
    Duplicate,
}

/// <summary>What became of an added event, and the event as stored.</summary>
/// <param name="Outcome">Committed or duplicate.</param>
/// <param name="Event">The event as stored: as committed by this call, or, for a duplicate, as it is stored now.</param>
public readonly record struct AddEventResult(AddEventOutcome Outcome, RoomEvent Event)
{
    /// <summary>Whether the event was stored before.</summary>
    public bool IsDuplicate => Outcome == AddEventOutcome.Duplicate;
}

/// <summary>Limits on events that hold for every store.</summary>
public static class EventLimits
{
    /// <summary>The most events of one <see cref="IEventStore.AddManyAsync"/>: 500. More would hold the server for too long in one step.</summary>
    public const int MaxEventsPerAdd = 500;

    /// <summary>The largest limit of a page: 1000.</summary>
    public const int MaxPageLimit = 1000;

    /// <summary>The largest encoded event by default: 1 MiB.</summary>
    public const int DefaultMaxEventBytes = 1024 * 1024;

    /// <summary>The most bytes by default that the events of one <see cref="IEventStore.AddManyAsync"/> take together, encoded: 1 MiB. More would hold the server for too long in one step. <see cref="EventBatches.Split"/> makes calls that fit.</summary>
    public const int DefaultMaxBatchBytes = 1024 * 1024;
}

/// <summary>Which page of a timeline. Whatever the mode, the events come in ascending order of index.</summary>
public sealed record EventPage
{
    /// <summary>How many events to pass over, from the oldest, or from the newest with <see cref="NewestFirst"/>; 0 or more. Ignored with a cursor.</summary>
    public int Offset { get; init; }

    /// <summary>How many events at most; 1 to 1000. Default: 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Whether <see cref="Offset"/> counts from the newest event. Ignored with a cursor.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Cursor: only events with a higher index, the first <see cref="Limit"/> of them; −1 to 2^53, which is beyond every index.</summary>
    public long? AfterIndex { get; init; }

    /// <summary>Cursor: only events with a lower index, the last <see cref="Limit"/> of them; 0 or more.</summary>
    public long? BeforeIndex { get; init; }

    /// <summary>The oldest events.</summary>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="offset">How many to pass over; 0 or more.</param>
    public static EventPage Oldest(int limit = 50, int offset = 0) => new() { Limit = limit, Offset = offset };

    /// <summary>The newest events.</summary>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="offset">How many to pass over, from the newest; 0 or more.</param>
    public static EventPage Newest(int limit = 50, int offset = 0) => new() { Limit = limit, Offset = offset, NewestFirst = true };

    /// <summary>The first events behind an index.</summary>
    /// <param name="index">The index; −1 for the start.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    public static EventPage After(long index, int limit = 50) => new() { AfterIndex = index, Limit = limit };

    /// <summary>The last events before an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    public static EventPage Before(long index, int limit = 50) => new() { BeforeIndex = index, Limit = limit };
}

/// <summary>Which events count. A criterion left at its default does not narrow; several narrow together.</summary>
public sealed record EventFilter
{
    /// <summary>Only these types; null for all, empty for none.</summary>
    public ValueList<EventType>? IncludeTypes { get; init; }

    /// <summary>Not these types; wins over <see cref="IncludeTypes"/>.</summary>
    public ValueList<EventType>? ExcludeTypes { get; init; }

    /// <summary>Only events with exactly this visibility.</summary>
    public string? Visibility { get; init; }

    /// <summary>Only events from this channel.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Only events from channels of this type.</summary>
    public ChannelType? ChannelType { get; init; }

    /// <summary>Only events of this exchange.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only events said by this participant.</summary>
    public string? ParticipantId { get; init; }

    /// <summary>Only replies to this event. Not together with <see cref="TopLevelOnly"/>.</summary>
    public string? ParentEventId { get; init; }

    /// <summary>Only events that are not replies.</summary>
    public bool TopLevelOnly { get; init; }

    /// <summary>Only events created after this instant.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Only events created before this instant; later than <see cref="CreatedAfter"/>.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Whether an event counts.</summary>
    /// <param name="roomEvent">The event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="roomEvent"/> is null.</exception>
    public bool Matches(RoomEvent roomEvent)
    {
        ArgumentNullException.ThrowIfNull(roomEvent);
        return Matches(roomEvent.Type)
            && (Visibility is null || Visibility == roomEvent.Visibility)
            && (ChannelId is null || ChannelId == roomEvent.Source.ChannelId)
            && (ChannelType is null || ChannelType == roomEvent.Source.ChannelType)
            && (CorrelationId is null || CorrelationId == roomEvent.CorrelationId)
            && (ParticipantId is null || ParticipantId == roomEvent.Source.ParticipantId)
            && (ParentEventId is null || ParentEventId == roomEvent.ParentEventId)
            && (!TopLevelOnly || roomEvent.ParentEventId is null)
            && (CreatedAfter is null || roomEvent.CreatedAt > CreatedAfter)
            && (CreatedBefore is null || roomEvent.CreatedAt < CreatedBefore);
    }

    /// <summary>Whether events of a type can count.</summary>
    internal bool Matches(EventType type) =>
        (IncludeTypes is null || Contains(IncludeTypes, type)) && (ExcludeTypes is null || !Contains(ExcludeTypes, type));

    private static bool Contains(ValueList<EventType> types, EventType type)
    {
        foreach (var candidate in types.AsSpan())
        {
            if (candidate == type) return true;
        }

        return false;
    }
}

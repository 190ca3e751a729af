using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Something said or done in a room.</summary>
[JsonConverter(typeof(RecordJsonConverter<RoomEvent>))]
public sealed partial record RoomEvent : ConversationRecord
{
    /// <summary>The <see cref="Visibility"/> of an event that everybody sees.</summary>
    public const string VisibleToAll = "all";

    /// <summary>An event with a new id, that happens now.</summary>
    public RoomEvent()
        : this(Guid.NewGuid().ToString("N"), Instants.Now)
    {
    }

    // An event that was read has both: a random id nobody asked for would cost as much as the rest of it.
    private RoomEvent(string id, DateTimeOffset createdAt)
    {
        Id = id;
        CreatedAt = createdAt;
    }

    /// <summary>The id; the store keeps it unique within the room. Default: a new random id of 32 hexadecimal digits.</summary>
    public string Id { get; init; }

    /// <summary>The room the event belongs to.</summary>
    public required string RoomId { get; init; }

    /// <summary>What kind of thing happened. Default: message.</summary>
    public EventType Type { get; init; }

    /// <summary>Where the event came from.</summary>
    public required EventSource Source { get; init; }

    /// <summary>What was said.</summary>
    public required EventContent Content { get; init; }

    /// <summary>How far the event has got. Default: pending.</summary>
    public EventStatus Status { get; init; }

    /// <summary>The rule that blocked the event, if one did.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>Who may see the event: one of the keywords all, none, transport, intelligence and internal, or channel ids. Default: all.</summary>
    public string Visibility { get; init; } = VisibleToAll;

    /// <summary>Who the event is addressed to; null (everybody) differs from empty (nobody).</summary>
    public ValueList<string>? AddressedTo { get; init; }

    /// <summary>Who may see answers to the event; null for no rule.</summary>
    public string? ResponseVisibility { get; init; }

    /// <summary>The position in the room's timeline, 0-based; null until a store assigned it; at most 2^52 when a caller gives it. Absent in JSON until then.</summary>
    public long? Index { get; init; }

    /// <summary>How many agents have answered one another up to this event; 0 or more. Default: 0.</summary>
    public int ChainDepth { get; init; }

    /// <summary>The root of the thread this event replies in; threads are flat.</summary>
    public string? ParentEventId { get; init; }

    /// <summary>Ties events of one exchange together.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>A key under which the same thing arrives again, such as a provider's message id; unique within the room while it lives.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When it happened. Default: now. Never the order of a timeline: that is <see cref="Index"/>.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Free-form data of the caller.</summary>
    public DataObject Metadata { get; init; } = DataObject.Empty;

    /// <summary>What the channel's provider calls the event.</summary>
    public ChannelData ChannelData { get; init; } = ChannelData.None;

    /// <summary>What became of each delivery, by channel.</summary>
    public DataObject DeliveryResults { get; init; } = DataObject.Empty;
}

/// <summary>Where an event came from.</summary>
[JsonConverter(typeof(RecordJsonConverter<EventSource>))]
public sealed partial record EventSource : ConversationRecord
{
    /// <summary>The channel.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The kind of channel.</summary>
    public required ChannelType ChannelType { get; init; }

    /// <summary>Which way the event went. Default: inbound.</summary>
    public ChannelDirection Direction { get; init; }

    /// <summary>The participant who said it, when known.</summary>
    public string? ParticipantId { get; init; }

    /// <summary>The sender's id or address on the channel.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The provider that carried the event.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's payload, unmodified.</summary>
    public DataObject RawPayload { get; init; } = DataObject.Empty;

    /// <summary>The provider's id of the message.</summary>
    public string? ProviderMessageId { get; init; }
}

/// <summary>What a channel's provider calls an event.</summary>
[JsonConverter(typeof(RecordJsonConverter<ChannelData>))]
public sealed partial record ChannelData : ConversationRecord
{
    /// <summary>Nothing known.</summary>
    public static ChannelData None { get; } = new();

    /// <summary>The provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The provider's id of the thread.</summary>
    public string? ThreadId { get; init; }

    /// <summary>What else the provider tells.</summary>
    public DataObject Extra { get; init; } = DataObject.Empty;
}

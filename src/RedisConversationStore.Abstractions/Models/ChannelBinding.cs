using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>A channel bound to a room. One per room and channel.</summary>
[JsonConverter(typeof(RecordJsonConverter<ChannelBinding>))]
public sealed partial record ChannelBinding : ConversationRecord
{
    /// <summary>The channel.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The room.</summary>
    public required string RoomId { get; init; }

    /// <summary>The kind of channel.</summary>
    public required ChannelType ChannelType { get; init; }

    /// <summary>What the channel does here. Default: transport.</summary>
    public ChannelCategory Category { get; init; }

    /// <summary>Which way events flow. Default: bidirectional.</summary>
    public BindingDirection Direction { get; init; }

    /// <summary>What the channel may do. Default: read_write.</summary>
    public ChannelAccess Access { get; init; }

    /// <summary>Whether what comes from the channel is ignored. Default: false.</summary>
    public bool Muted { get; init; }

    /// <summary>Whether nothing is sent to the channel. Default: false.</summary>
    public bool OutputMuted { get; init; }

    /// <summary>Who sees what the channel says. Default: all.</summary>
    public string Visibility { get; init; } = RoomEvent.VisibleToAll;

    /// <summary>The participant behind the channel, when it is one.</summary>
    public string? ParticipantId { get; init; }

    /// <summary>A hint of the caller's, 0 or more. The read-state operations neither use nor move it.</summary>
    public long? LastReadIndex { get; init; }

    /// <summary>When the channel was first attached; adding the binding again keeps it. Default: now.</summary>
    public DateTimeOffset AttachedAt { get; init; } = Instants.Now;

    /// <summary>What the channel can carry.</summary>
    public ChannelCapabilities Capabilities { get; init; } = ChannelCapabilities.TextOnly;

    /// <summary>How fast the channel may be written to; null for no limit.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>How failed deliveries are repeated; null for the channel's own rule.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>Free-form data of the caller.</summary>
    public DataObject Metadata { get; init; } = DataObject.Empty;
}

/// <summary>How fast a channel may be written to. Each limit is above 0, or null for none.</summary>
[JsonConverter(typeof(RecordJsonConverter<RateLimit>))]
public sealed partial record RateLimit : ConversationRecord
{
    /// <summary>Messages a second.</summary>
    public double? MaxPerSecond { get; init; }

    /// <summary>Messages a minute.</summary>
    public double? MaxPerMinute { get; init; }

    /// <summary>Messages an hour.</summary>
    public double? MaxPerHour { get; init; }
}

/// <summary>How failed deliveries to a channel are repeated.</summary>
[JsonConverter(typeof(RecordJsonConverter<RetryPolicy>))]
public sealed partial record RetryPolicy : ConversationRecord
{
    /// <summary>How often a delivery is repeated; 0 or more. Default: 3.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Seconds before the first repetition; 0 or more. Default: 1.</summary>
    public double BaseDelaySeconds { get; init; } = 1;

    /// <summary>The longest wait in seconds; 0 or more. Default: 60.</summary>
    public double MaxDelaySeconds { get; init; } = 60;

    /// <summary>By what each wait is longer than the one before; 1 or more. Default: 2.</summary>
    public double ExponentialBase { get; init; } = 2;

    /// <summary>The error codes worth repeating; null for all.</summary>
    public ValueList<string>? RetryableErrors { get; init; }
}

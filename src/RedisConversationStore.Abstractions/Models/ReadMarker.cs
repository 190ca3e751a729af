using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>How far a channel has read in a room; the record of a transcript.</summary>
[JsonConverter(typeof(RecordJsonConverter<ReadMarker>))]
public sealed partial record ReadMarker : ConversationRecord
{
    /// <summary>The room.</summary>
    public required string RoomId { get; init; }

    /// <summary>The channel.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The index of the last event read; 0 to 2^52.</summary>
    public required long Index { get; init; }
}

/// <summary>The replies to one event.</summary>
[JsonConverter(typeof(RecordJsonConverter<ThreadSummary>))]
public sealed partial record ThreadSummary : ConversationRecord
{
    /// <summary>The root of the thread.</summary>
    public required string RootEventId { get; init; }

    /// <summary>How many replies there are now; 1 or more.</summary>
    public required long ReplyCount { get; init; }

    /// <summary>The <see cref="RoomEvent.CreatedAt"/> of the reply with the highest index.</summary>
    public DateTimeOffset? LastReplyAt { get; init; }
}

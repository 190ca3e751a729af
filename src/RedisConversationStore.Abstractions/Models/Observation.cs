using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Something that was noticed in a room.</summary>
[JsonConverter(typeof(RecordJsonConverter<Observation>))]
public sealed partial record Observation : ConversationRecord
{
    /// <summary>The id, unique within the room.</summary>
    public required string Id { get; init; }

    /// <summary>The room.</summary>
    public required string RoomId { get; init; }

    /// <summary>The channel of whoever noticed it.</summary>
    public required string ChannelId { get; init; }

    /// <summary>What was noticed.</summary>
    public required string Content { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public string? Category { get; init; }

    /// <summary>How sure the observer is, 0 to 1. Default: 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>When it was noticed. Default: now. Never changes after it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; } = Instants.Now;

    /// <summary>Free-form data of the caller.</summary>
    public DataObject Metadata { get; init; } = DataObject.Empty;
}

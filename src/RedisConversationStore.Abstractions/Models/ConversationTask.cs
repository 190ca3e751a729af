using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Something that has to be done.</summary>
[JsonConverter(typeof(RecordJsonConverter<ConversationTask>))]
public sealed partial record ConversationTask : ConversationRecord
{
    /// <summary>The id, unique in the store.</summary>
    public required string Id { get; init; }

    /// <summary>The room it came up in.</summary>
    public required string RoomId { get; init; }

    /// <summary>What has to be done, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>What has to be done, in full.</summary>
    public string? Description { get; init; }

    /// <summary>Who is to do it.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>How far it has got. Default: pending.</summary>
    public ConversationTaskStatus Status { get; init; }

    /// <summary>When it came up. Default: now. Never changes after it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; } = Instants.Now;

    /// <summary>Free-form data of the caller.</summary>
    public DataObject Metadata { get; init; } = DataObject.Empty;
}

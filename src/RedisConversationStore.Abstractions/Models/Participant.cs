using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Somebody in a room. One per room and id.</summary>
[JsonConverter(typeof(RecordJsonConverter<Participant>))]
public sealed partial record Participant : ConversationRecord
{
    /// <summary>The id, unique within the room.</summary>
    public required string Id { get; init; }

    /// <summary>The room.</summary>
    public required string RoomId { get; init; }

    /// <summary>The primary channel.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The name to show.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the participant is in the room. Default: member.</summary>
    public ParticipantRole Role { get; init; }

    /// <summary>Whether the participant takes part. Default: active.</summary>
    public ParticipantStatus Status { get; init; }

    /// <summary>How well it is known who it is. Default: pending.</summary>
    public IdentificationStatus Identification { get; init; }

    /// <summary>The identity, once known.</summary>
    public string? IdentityId { get; init; }

    /// <summary>The identities it may be; null when nobody looked.</summary>
    public ValueList<string>? Candidates { get; init; }

    /// <summary>The channels it was seen on, in order of first sight, without repeats. A store puts <see cref="ChannelId"/> first, whatever was given; adding a participant again adds to it.</summary>
    public ValueList<string> ConnectedVia { get; init; } = [];

    /// <summary>The id or address on the channel.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When it became known who it is.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Who or what found out.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>When the participant first joined; adding it again keeps it. Default: now.</summary>
    public DateTimeOffset JoinedAt { get; init; } = Instants.Now;

    /// <summary>Free-form data of the caller.</summary>
    public DataObject Metadata { get; init; } = DataObject.Empty;
}

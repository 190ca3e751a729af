using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>A conversation: the place where events are said, channels are bound and participants meet.</summary>
/// <remarks>"Store-managed" members are written by the store alone: creating or updating a room ignores what a caller put there.</remarks>
[JsonConverter(typeof(RecordJsonConverter<Room>))]
public sealed partial record Room : ConversationRecord
{
    /// <summary>The id, unique in the store.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant the room belongs to; null for none.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether the room is open. Default: active.</summary>
    public RoomStatus Status { get; init; }

    /// <summary>When the room was created; rooms are listed in this order. Default: now. Never changes after creation.</summary>
    public DateTimeOffset CreatedAt { get; init; } = Instants.Now;

    /// <summary>When the room was last changed. Kept as given by a create; set to the store's clock by an update or a patch. Default: now.</summary>
    public DateTimeOffset UpdatedAt { get; init; } = Instants.Now;

    /// <summary>When the room was closed, if it was.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the room falls silent, and when it was last active.</summary>
    public RoomTimers Timers { get; init; } = RoomTimers.None;

    /// <summary>Which agents answer. Default: agent_chain.</summary>
    public AgentResponsePolicy AgentResponsePolicy { get; init; }

    /// <summary>Free-form data of the caller.</summary>
    public DataObject Metadata { get; init; } = DataObject.Empty;

    /// <summary>Store-managed: how many events were ever committed. Deletions never lower it.</summary>
    public long EventCount { get; init; }

    /// <summary>Store-managed: the highest index ever given out; −1 before the first event (0 in JSON, where <c>event_count</c> 0 tells them apart).</summary>
    public long LatestIndex { get; init; } = -1;

    /// <summary>Store-managed: the index up to which events were delivered; −1 before the first. Only the delivered-index operations move it.</summary>
    public long DeliveredIndex { get; init; } = -1;

    /// <summary>Store-managed: grows by one with every change of what callers own (update, metadata patch); commits of events do not touch it. 1 after creation. Not in JSON.</summary>
    public long Version { get; init; }
}

/// <summary>When a room counts as inactive or is closed, and when it was last active.</summary>
[JsonConverter(typeof(RecordJsonConverter<RoomTimers>))]
public sealed partial record RoomTimers : ConversationRecord
{
    /// <summary>No timers, no activity yet.</summary>
    public static RoomTimers None { get; } = new();

    /// <summary>Seconds without activity after which the room counts as inactive; 0 or more.</summary>
    public int? InactiveAfterSeconds { get; init; }

    /// <summary>Seconds without activity after which the room is to be closed; 0 or more.</summary>
    public int? ClosedAfterSeconds { get; init; }

    /// <summary>When the store last committed an event, by the store's clock (on Redis the server's), or what a caller set. Never moves back, and never lies more than five minutes ahead of that clock: a later value is cut to it.</summary>
    public DateTimeOffset? LastActivityAt { get; init; }
}

/// <summary>A room with the channels and people in it, read in one step.</summary>
/// <param name="Room">The room.</param>
/// <param name="Bindings">Its channel bindings, in order of attachment, id breaks ties.</param>
/// <param name="Participants">Its participants, in order of joining, id breaks ties.</param>
public sealed record RoomContext(Room Room, ValueList<ChannelBinding> Bindings, ValueList<Participant> Participants);

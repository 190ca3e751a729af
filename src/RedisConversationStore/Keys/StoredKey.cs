using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>What a key of the store holds.</summary>
internal enum KeyKind
{
    /// <summary>The version of the layout.</summary>
    Layout,

    /// <summary>What a health check or the doctor has just written.</summary>
    Health,

    /// <summary>A part of a room, see <see cref="StoredKey.Part"/>.</summary>
    RoomPart,

    /// <summary>An idempotency key of a room.</summary>
    Idempotency,

    /// <summary>The tokens of a room's deleted incarnations.</summary>
    DeletedTokens,

    /// <summary>A part of a deleted incarnation.</summary>
    DeletedPart,

    /// <summary>The writes of a room or identity that are under way.</summary>
    Intents,

    /// <summary>The recent calls of an identity.</summary>
    RecentCalls,

    EventLocators,

    TaskLocators,

    /// <summary>An index of rooms by all, organisation, status or both.</summary>
    RoomIndex,

    ChannelIndex,

    ParticipantIndex,

    Identity,

    Address,
}

/// <summary>A key taken apart; what is not part of a kind is null.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Type">The type it must have on the server.</param>
internal sealed record StoredKey(KeyKind Kind, RedisType Type)
{
    internal string? RoomId { get; init; }

    /// <summary>One of the names in <see cref="RoomKeys.Parts"/>.</summary>
    internal string? Part { get; init; }

    /// <summary>Whether the key goes by itself after a while.</summary>
    internal bool Expires => Kind is KeyKind.Idempotency or KeyKind.Health or KeyKind.RecentCalls || Part == RoomKeys.RecentCallsPart;

    /// <summary>Of a deleted incarnation.</summary>
    internal string? Token { get; init; }

    /// <summary>The idempotency key, channel, participant, identity or address.</summary>
    internal string? Id { get; init; }

    internal string? OrganizationId { get; init; }

    /// <summary>Of an address.</summary>
    internal string? ChannelType { get; init; }

    /// <summary>What statistics call what it holds; the parts of rooms are called by their names.</summary>
    internal string Aggregate => Kind switch
    {
        KeyKind.RoomPart => Part!,
        KeyKind.Idempotency => "idempotency_keys",
        KeyKind.DeletedTokens or KeyKind.DeletedPart => "deleted",
        KeyKind.EventLocators => "event_locators",
        KeyKind.TaskLocators => "task_locators",
        KeyKind.RoomIndex => "room_index",
        KeyKind.ChannelIndex => "channel_index",
        KeyKind.ParticipantIndex => "participant_index",
        KeyKind.Intents => "intents",
        KeyKind.RecentCalls => RoomKeys.RecentCallsPart,
        KeyKind.Layout => "layout",
        KeyKind.Health => "health",
        KeyKind.Identity => "identities",
        _ => "addresses",
    };
}

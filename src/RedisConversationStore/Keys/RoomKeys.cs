using System.Collections.Frozen;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>The keys of one room, all in one hash slot.</summary>
internal readonly struct RoomKeys(string tag)
{
    /// <summary>The part that is the room itself.</summary>
    internal const string RoomPart = "room";

    /// <summary>The parts of a room and the types of their keys; the names are what the keys end in.</summary>
    internal static readonly FrozenDictionary<string, RedisType> Parts = new Dictionary<string, RedisType>
    {
        [RoomPart] = RedisType.Hash,
        ["events"] = RedisType.SortedSet,
        ["ids"] = RedisType.Hash,
        ["threads"] = RedisType.SortedSet,
        ["bindings"] = RedisType.Hash,
        ["participants"] = RedisType.Hash,
        ["markers"] = RedisType.Hash,
        ["tasks"] = RedisType.Hash,
        ["observations"] = RedisType.Hash,
        ["claims"] = RedisType.SortedSet,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What all keys of the room begin with.</summary>
    internal string Tag => tag;

    /// <summary>Hash: the room, see <see cref="RoomFields"/>.</summary>
    internal RedisKey Room => tag + "room";

    /// <summary>Sorted set: events by index.</summary>
    internal RedisKey Events => tag + "events";

    /// <summary>Hash: event id → index.</summary>
    internal RedisKey Ids => tag + "ids";

    /// <summary>Sorted set, all scores 0: parent id, a zero byte, the reply's index in 16 digits.</summary>
    internal RedisKey Threads => tag + "threads";

    /// <summary>Hash: channel id → binding.</summary>
    internal RedisKey Bindings => tag + "bindings";

    /// <summary>Hash: participant id → participant.</summary>
    internal RedisKey Participants => tag + "participants";

    /// <summary>Hash: channel id → index of the last event read.</summary>
    internal RedisKey Markers => tag + "markers";

    /// <summary>Hash: task id → task.</summary>
    internal RedisKey Tasks => tag + "tasks";

    /// <summary>Hash: observation id → observation.</summary>
    internal RedisKey Observations => tag + "observations";

    /// <summary>Sorted set: idempotency keys claimed for work that is not an event, by expiry in milliseconds since 1970. Deleting the room finds them by it.</summary>
    internal RedisKey Claims => tag + "claims";

    /// <summary>Set: tokens of deleted incarnations of the room that are still being removed.</summary>
    internal RedisKey Deleted => tag + "deleted";

    /// <summary>String with a time to live: the room's epoch, then "e" and an event id, or "c" for a claim.</summary>
    internal RedisKey Idempotency(string key) => string.Concat(tag, "idempotency:", key);

    /// <summary>A key by its name in <see cref="Parts"/>.</summary>
    internal RedisKey Part(string name) => tag + name;

    /// <summary>The keys of a deleted incarnation.</summary>
    internal RoomKeys OfDeleted(string token) => new(string.Concat(tag, "deleted:", token, ":"));

    /// <summary>The keys that hold a room, in the order the delete script takes them.</summary>
    internal RedisKey[] All => [Room, Events, Ids, Threads, Bindings, Participants, Markers, Tasks, Observations, Claims];
}

using System.Collections.Frozen;
using System.Text;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>The keys of one room, all in one hash slot.</summary>
/// <param name="tag">What all of them begin with, in UTF-8: keys share it, so that a call does not make a string for each.</param>
internal readonly struct RoomKeys(byte[] tag)
{
    /// <summary>The part that is the room itself.</summary>
    internal const string RoomPart = "room";

    internal const string RecentCallsPart = "recent_calls";

    /// <summary>The parts of a room and the types of their keys; the names are what the keys end in.</summary>
    internal static readonly FrozenDictionary<string, RedisType> Parts = new Dictionary<string, RedisType>
    {
        [RoomPart] = RedisType.Hash,
        ["events"] = RedisType.SortedSet,
        ["ids"] = RedisType.Hash,
        ["threads"] = RedisType.SortedSet,
        ["types"] = RedisType.SortedSet,
        ["bindings"] = RedisType.Hash,
        ["participants"] = RedisType.Hash,
        ["markers"] = RedisType.Hash,
        ["tasks"] = RedisType.Hash,
        ["observations"] = RedisType.Hash,
        ["claims"] = RedisType.SortedSet,
        [RecentCallsPart] = RedisType.SortedSet,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What all keys of the room begin with.</summary>
    internal string Tag => Encoding.UTF8.GetString(tag);

    /// <summary>Hash: the room, see <see cref="RoomFields"/>.</summary>
    internal RedisKey Room => Key(RoomPart);

    /// <summary>Sorted set: events by index.</summary>
    internal RedisKey Events => Key("events");

    /// <summary>Hash: event id → index.</summary>
    internal RedisKey Ids => Key("ids");

    /// <summary>Sorted set, all scores 0: parent id, a zero byte, the reply's index in 16 digits.</summary>
    internal RedisKey Threads => Key("threads");

    /// <summary>Sorted set, all scores 0: type, a zero byte, the event's index in 16 digits. Messages, most events by far, are left out.</summary>
    internal RedisKey Types => Key("types");

    /// <summary>Hash: channel id → binding.</summary>
    internal RedisKey Bindings => Key("bindings");

    /// <summary>Hash: participant id → participant.</summary>
    internal RedisKey Participants => Key("participants");

    /// <summary>Hash: channel id → index of the last event read.</summary>
    internal RedisKey Markers => Key("markers");

    /// <summary>Hash: task id → task.</summary>
    internal RedisKey Tasks => Key("tasks");

    /// <summary>Hash: observation id → observation.</summary>
    internal RedisKey Observations => Key("observations");

    /// <summary>Sorted set: idempotency keys claimed for work that is not an event, by expiry in milliseconds since 1970. Deleting the room finds them by it.</summary>
    internal RedisKey Claims => Key("claims");

    /// <summary>Sorted set with a time to live of two minutes: nonces of the calls that changed the room in them, by second. See <see cref="Scripts.CallNonce"/>.</summary>
    internal RedisKey RecentCalls => Key(RecentCallsPart);

    /// <summary>Set: tokens of deleted incarnations of the room that are still being removed.</summary>
    internal RedisKey Deleted => Key("deleted");

    /// <summary>Hash: the writes of the room that have index entries in other slots and are under way, see <see cref="HintIndex"/>. Of the room's id, not of one incarnation.</summary>
    internal RedisKey Intents => Key("intents");

    /// <summary>String with a time to live: the room's epoch, then "e" and an event id, or "c" and the nonce of the call that claimed it.</summary>
    internal RedisKey Idempotency(string key) => Key("idempotency:" + key);

    /// <summary>A key by its name in <see cref="Parts"/>.</summary>
    internal RedisKey Part(string name) => Key(name);

    /// <summary>The keys of a deleted incarnation.</summary>
    internal RoomKeys OfDeleted(string token) => new([.. tag, .. Encoding.UTF8.GetBytes($"deleted:{token}:")]);

    /// <summary>The keys that hold a room, in the order the delete script takes them.</summary>
    internal RedisKey[] All => [Room, Events, Ids, Threads, Types, Bindings, Participants, Markers, Tasks, Observations, Claims, RecentCalls];

    private RedisKey Key(string name) => ((RedisKey)name).Prepend(tag);
}

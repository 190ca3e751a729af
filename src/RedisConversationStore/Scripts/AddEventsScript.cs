using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>An event on its way to the scripts that add events.</summary>
/// <param name="Event">The event.</param>
/// <param name="Bytes">The event, encoded.</param>
internal readonly record struct EncodedEvent(RoomEvent Event, byte[] Bytes);

/// <summary>What the script did with one event.</summary>
internal enum AddedOutcome
{
    Committed = 1,

    /// <summary>An event with this id is in the room.</summary>
    Duplicate = 2,

    /// <summary>The key is another event's, and no event with this id is in the room.</summary>
    DuplicateByKey = 3,
}

/// <summary>The reply of <c>lua/events/add_many.lua</c>, or of <c>lua/events/add.lua</c>, which says only the index of an event that it committed.</summary>
internal readonly struct AddEventsReply(RedisResult reply)
{
    private const int ValuesPerEvent = 3;
    private readonly bool isIndex = reply.Length < 0;

    internal const int Ok = 0;
    internal const int RoomNotFound = 1;
    internal const int RoomClosed = 2;
    internal const int KeyClaimed = 3;

    internal int Status => isIndex ? Ok : (int)reply[0];

    /// <summary>With <see cref="KeyClaimed"/>: the position of the event whose key it is.</summary>
    internal int Position => reply.Length > 1 ? (int)reply[1] : 0;

    internal AddedOutcome Outcome(int position) => isIndex ? AddedOutcome.Committed : (AddedOutcome)(int)reply[1 + (position * ValuesPerEvent)];

    internal long Index(int position) => isIndex ? (long)reply : (long)reply[2 + (position * ValuesPerEvent)];

    /// <summary>The event as stored before this call; empty for one that this call committed.</summary>
    internal ReadOnlyMemory<byte> Stored(int position) => (RedisValue)reply[3 + (position * ValuesPerEvent)];
}

/// <summary><c>lua/events/add.lua</c>, the everyday write, and <c>lua/events/add_many.lua</c>: the same for several events.</summary>
/// <remarks>Two scripts, because an event alone needs nothing of what several have to be told apart by: a fifth of the server's time.</remarks>
internal static class AddEventsScript
{
    private static readonly Script Add = new(
        "events/add",
        ["room", "events", "ids", "threads", "types", "idempotency..."],
        ["refuse_closed", "time_to_live", "id", "event", "parent", "type"]);

    private static readonly Script AddMany = new(
        "events/add_many",
        ["room", "events", "ids", "threads", "types", "idempotency..."],
        ["refuse_closed", "time_to_live", "event..."]);

    /// <returns>What <see cref="AddEventsReply"/> reads.</returns>
    internal static Task<RedisResult> RunAsync(RedisGateway redis, RoomKeys keys, EncodedEvent[] events, bool refuseClosed, TimeSpan timeToLive, IWritesBeside? located, Call call) =>
        redis.WriteAsync(events.Length == 1 ? Add : AddMany, Keys(keys, events), Arguments(events, refuseClosed, timeToLive), located, call);

    internal static RedisKey[] Keys(RoomKeys keys, EncodedEvent[] events)
    {
        var withKey = 0;
        foreach (var item in events)
        {
            if (item.Event.IdempotencyKey is not null) withKey++;
        }

        var names = new RedisKey[5 + withKey];
        names[0] = keys.Room;
        names[1] = keys.Events;
        names[2] = keys.Ids;
        names[3] = keys.Threads;
        names[4] = keys.Types;
        var at = 5;
        foreach (var item in events)
        {
            if (item.Event.IdempotencyKey is { } key) names[at++] = keys.Idempotency(key);
        }

        return names;
    }

    internal static RedisValue[] Arguments(EncodedEvent[] events, bool refuseClosed, TimeSpan timeToLive)
    {
        var isAlone = events.Length == 1;
        var arguments = new RedisValue[2 + (isAlone ? 4 : events.Length * 5)];
        arguments[0] = refuseClosed;
        arguments[1] = (long)timeToLive.TotalMilliseconds;
        var at = 2;
        foreach (var (roomEvent, bytes) in events)
        {
            arguments[at++] = roomEvent.Id;
            arguments[at++] = bytes;
            arguments[at++] = roomEvent.ParentEventId ?? RedisValue.EmptyString;
            arguments[at++] = TypeEntry(roomEvent.Type);
            if (!isAlone) arguments[at++] = roomEvent.IdempotencyKey is not null;
        }

        return arguments;
    }

    /// <summary>What an event is listed under in the types index; empty for a message, which is not listed.</summary>
    internal static RedisValue TypeEntry(EventType type) => type == EventType.Message ? RedisValue.EmptyString : type.Value;
}

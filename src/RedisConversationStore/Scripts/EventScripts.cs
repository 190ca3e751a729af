using Conversations.Redis.Connection;
using Conversations.Redis.Operations;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/events</c>, but for the everyday write.</summary>
internal static class EventScripts
{
    private static readonly Script Import = new(
        "events/import",
        ["room", "events", "ids", "threads", "types", "idempotency..."],
        ["time_to_live", "id", "event", "created_at", "parent", "type", "index"]);

    private static readonly Script List = new("events/list", ["events"], ["from", "edge", "limit", "bytes", "step"]);

    private static readonly Script Get = new("events/get", ["events", "ids"], ["id"]);

    private static readonly Script Update = new("events/update", ["events", "ids", "threads", "types", "recent_calls"], ["id", "rest", "parent", "type", "version", "call"]);

    private static readonly Script ReadThread = new("events/read_thread", ["events", "ids", "threads"], ["id", "limit", "bytes"]);

    private static readonly Script Delete = new(
        "events/delete",
        ["room", "events", "ids", "threads", "types", "recent_calls", "idempotency..."],
        ["root", "cascade", "call", "event..."]);

    private static readonly Script ThreadSummaries = new("events/thread_summaries", ["events", "threads"], ["bytes", "root..."]);

    private static readonly Script ListIndexed = new("events/list_indexed", ["events", "index"], ["descending", "edge", "limit", "bytes", "value..."]);

    private static readonly Script NextMessage = new("events/next_message", ["events", "types"], ["descending", "edge", "max_types"]);

    internal enum ImportStatus
    {
        Ok = 0,
        RoomNotFound = 1,
        Duplicate = 2,
        KeyClaimed = 3,
        IndexTaken = 4,
        IdElsewhere = 5,
        KeyOfAnother = 6,
    }

    internal enum UpdateStatus
    {
        Ok = 0,
        EventNotFound = 1,
        Unreadable = 2,
    }

    internal static async Task<(ImportStatus Status, ReadOnlyMemory<byte> Stored)> ImportAsync(RedisGateway redis, RoomKeys keys, EncodedEvent item, TimeSpan timeToLive, IWritesBeside? located, Call call)
    {
        var (roomEvent, bytes) = item;
        var reply = await redis.WriteAsync(
            Import,
            AddEventsScript.Keys(keys, [item]),
            [
                (long)timeToLive.TotalMilliseconds,
                roomEvent.Id,
                bytes,
                Instants.ToMicroseconds(roomEvent.CreatedAt),
                roomEvent.ParentEventId ?? RedisValue.EmptyString,
                AddEventsScript.TypeEntry(roomEvent.Type),
                roomEvent.Index,
            ],
            located,
            call).ConfigureAwait(false);
        return ((ImportStatus)(int)reply[0], reply.Length > 1 ? (RedisValue)reply[1] : default(ReadOnlyMemory<byte>));
    }

    /// <summary>A page of a timeline, as far as its bytes go.</summary>
    /// <param name="redis">The server.</param>
    /// <param name="events">The room's events.</param>
    /// <param name="page">The page; the events before an index come newest first.</param>
    /// <param name="firstRead">How many events to read before looking at their bytes.</param>
    /// <param name="call">The call.</param>
    /// <returns>How many events of the page are left, then the stored events.</returns>
    internal static async Task<RedisValue[]> ListAsync(RedisGateway redis, RedisKey events, EventPage page, int firstRead, Call call)
    {
        var (from, edge) = page switch
        {
            { AfterIndex: { } after } => ("after", after),
            { BeforeIndex: { } before } => ("before", before),
            { NewestFirst: true } => ("newest", page.Offset),
            _ => ("oldest", (long)page.Offset),
        };
        return (RedisValue[])(await redis.ReadPreferredAsync(List, [events], [from, edge, page.Limit, EventSteps.ScriptBytes, firstRead], call).ConfigureAwait(false))!;
    }

    /// <returns>The stored event; null when the room has no such event.</returns>
    internal static async Task<RedisValue> GetAsync(RedisGateway redis, RoomKeys keys, string eventId, Call call) =>
        (RedisValue)await redis.ReadPreferredAsync(Get, [keys.Events, keys.Ids], [eventId], call).ConfigureAwait(false);

    /// <returns>With <see cref="UpdateStatus.Ok"/> the index and the bytes that were kept.</returns>
    internal static async Task<(UpdateStatus Status, long Index, ReadOnlyMemory<byte> Kept)> UpdateAsync(RedisGateway redis, RoomKeys keys, EncodedEvent item, Call call)
    {
        var rest = item.Bytes.AsMemory(EventCodec.KeptLength(item.Bytes));
        var reply = await redis.WriteAsync(
            Update,
            [keys.Events, keys.Ids, keys.Threads, keys.Types, keys.RecentCalls],
            [item.Event.Id, rest, item.Event.ParentEventId ?? RedisValue.EmptyString, AddEventsScript.TypeEntry(item.Event.Type), item.Bytes.AsMemory(0, 1), CallNonce.Create()],
            call).ConfigureAwait(false);
        return (
            (UpdateStatus)(int)reply[0],
            reply.Length > 1 ? (long)reply[1] : -1,
            reply.Length > 2 ? (RedisValue)reply[2] : default(ReadOnlyMemory<byte>));
    }

    /// <returns>1 if replies were left for their bytes or 0, the root, then its first replies; empty when the room has no such event.</returns>
    internal static async Task<RedisValue[]> ReadThreadAsync(RedisGateway redis, RoomKeys keys, string eventId, int limit, Call call) =>
        (RedisValue[]?)await redis.ReadAsync(ReadThread, [keys.Events, keys.Ids, keys.Threads], [eventId, limit, EventSteps.ScriptBytes], call).ConfigureAwait(false) ?? [];

    /// <param name="redis">The server.</param>
    /// <param name="keys">The room's keys.</param>
    /// <param name="rootId">The event to delete.</param>
    /// <param name="cascade">Whether replies go too.</param>
    /// <param name="events">The events with their idempotency keys; the root last, if no reply is left out.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether they were deleted, all of them or none.</returns>
    internal static async Task<bool> DeleteAsync(RedisGateway redis, RoomKeys keys, string rootId, bool cascade, IReadOnlyList<RoomEvent> events, Call call)
    {
        var names = new List<RedisKey>(6 + events.Count) { keys.Room, keys.Events, keys.Ids, keys.Threads, keys.Types, keys.RecentCalls };
        var arguments = new List<RedisValue>(3 + (events.Count * 2)) { rootId, cascade, CallNonce.Create() };
        foreach (var roomEvent in events)
        {
            arguments.Add(roomEvent.Id);
            arguments.Add(roomEvent.IdempotencyKey ?? RedisValue.EmptyString);
            if (roomEvent.IdempotencyKey is { } key) names.Add(keys.Idempotency(key));
        }

        return (bool)await redis.WriteAsync(Delete, names.ToArray(), arguments.ToArray(), call).ConfigureAwait(false);
    }

    /// <returns>Reply count and the beginning of the stored last reply of the first roots, in turn: of one at least.</returns>
    internal static async Task<RedisValue[]> ThreadSummariesAsync(RedisGateway redis, RoomKeys keys, ArraySegment<string> rootIds, Call call)
    {
        var arguments = new RedisValue[1 + rootIds.Count];
        arguments[0] = EventSteps.ScriptBytes;
        for (var i = 0; i < rootIds.Count; i++) arguments[i + 1] = rootIds[i];
        return (RedisValue[]?)await redis.ReadPreferredAsync(ThreadSummaries, [keys.Events, keys.Threads], arguments, call).ConfigureAwait(false) ?? [];
    }

    /// <summary>Events listed under some values of a secondary index, in the order asked for.</summary>
    /// <param name="redis">The server.</param>
    /// <param name="events">The room's events.</param>
    /// <param name="index">The secondary index.</param>
    /// <param name="isDescending">Whether the last events before the edge are wanted, newest first.</param>
    /// <param name="edge">The index to begin behind; null for the end.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="values">What the events are listed under.</param>
    /// <param name="call">The call.</param>
    /// <returns>The events, and whether there may be more.</returns>
    internal static async Task<EventChunk> ListIndexedAsync(RedisGateway redis, RedisKey events, RedisKey index, bool isDescending, long? edge, int limit, IReadOnlyList<string> values, Call call)
    {
        var arguments = new RedisValue[4 + values.Count];
        arguments[0] = isDescending;
        arguments[1] = edge ?? RedisValue.EmptyString;
        arguments[2] = limit;
        arguments[3] = EventSteps.ScriptBytes;
        for (var i = 0; i < values.Count; i++) arguments[i + 4] = values[i];
        var reply = (RedisValue[])(await redis.ReadPreferredAsync(ListIndexed, [events, index], arguments, call).ConfigureAwait(false))!;
        return EventChunk.OfReply(reply, limit, edge, isDescending, events);
    }

    /// <summary>The index of the next message behind an edge; null when there is none.</summary>
    /// <param name="redis">The server.</param>
    /// <param name="keys">The room's keys.</param>
    /// <param name="isDescending">Whether to look towards the start.</param>
    /// <param name="edge">The index to begin behind.</param>
    /// <param name="maxTypes">How many types a room may have.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether the room has few enough types, and the index.</returns>
    internal static async Task<(bool IsKnown, long? Index)> NextMessageAsync(RedisGateway redis, RoomKeys keys, bool isDescending, long edge, int maxTypes, Call call)
    {
        var index = (long)await redis.ReadPreferredAsync(NextMessage, [keys.Events, keys.Types], [isDescending, edge, maxTypes], call).ConfigureAwait(false);
        return (index != -2, index < 0 ? null : index);
    }

    /// <summary>An array of strings none of which is missing.</summary>
    internal static string[] Strings(RedisResult reply)
    {
        var strings = new string[Math.Max(reply.Length, 0)];
        for (var i = 0; i < strings.Length; i++) strings[i] = (string)reply[i]!;
        return strings;
    }
}

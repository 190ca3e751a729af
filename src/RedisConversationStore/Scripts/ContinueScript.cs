using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary><c>lua/events/continue.lua</c>: the events behind a cursor.</summary>
internal static class ContinueScript
{
    private static readonly Script Continue = new("events/continue", ["room", "events", "ids"], ["epoch", "index", "id", "limit"]);

    internal enum ContinueStatus
    {
        Ok = 0,
        RoomNotFound = 1,
        RoomRecreated = 2,
        EventsLost = 3,
    }

    /// <param name="redis">The server.</param>
    /// <param name="keys">The room's keys.</param>
    /// <param name="cursor">Where to go on; null for the most recent events.</param>
    /// <param name="limit">How many events at most.</param>
    /// <param name="call">The call.</param>
    /// <returns>With <see cref="ContinueStatus.RoomNotFound"/> nothing but that; events with <see cref="ContinueStatus.Ok"/> only.</returns>
    internal static async Task<(ContinueStatus Status, string Epoch, StoredEvent[] Events)> RunAsync(RedisGateway redis, RoomKeys keys, EventCursor? cursor, int limit, Call call)
    {
        var reply = await redis.ReadAsync(
            Continue,
            [keys.Room, keys.Events, keys.Ids],
            [
                cursor?.Epoch ?? RedisValue.EmptyString,
                cursor?.Index ?? RedisValue.EmptyString,
                cursor?.EventId ?? RedisValue.EmptyString,
                limit,
            ],
            call).ConfigureAwait(false);
        return (
            (ContinueStatus)(int)reply[0],
            reply.Length > 1 ? (string)reply[1]! : "",
            reply.Length > 2 ? StoredEvent.ParsePage((RedisValue[])reply[2]!, cursor?.Index ?? -1, isDescending: false, keys.Events) : []);
    }
}

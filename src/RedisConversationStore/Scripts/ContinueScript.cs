using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary><c>lua/events/continue.lua</c>: the events behind a cursor.</summary>
internal static class ContinueScript
{
    private static readonly Script Continue = new("events/continue", ["room", "events", "ids"], ["epoch", "index", "id", "limit", "bytes", "step"]);

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
    /// <param name="limit">How many events at most; 0 to look only whether the timeline goes on from there.</param>
    /// <param name="firstRead">How many events to read before looking at their bytes.</param>
    /// <param name="call">The call.</param>
    /// <returns>With <see cref="ContinueStatus.RoomNotFound"/> nothing but that. With <see cref="ContinueStatus.Ok"/> how many events are left, then the events, the most recent ones newest first.</returns>
    internal static async Task<(ContinueStatus Status, string Epoch, RedisValue[] Page)> RunAsync(RedisGateway redis, RoomKeys keys, EventCursor? cursor, int limit, int firstRead, Call call)
    {
        var reply = await redis.ReadAsync(
            Continue,
            [keys.Room, keys.Events, keys.Ids],
            [
                cursor?.Epoch ?? RedisValue.EmptyString,
                cursor?.Index ?? RedisValue.EmptyString,
                cursor?.EventId ?? RedisValue.EmptyString,
                limit,
                Operations.EventSteps.ScriptBytes,
                firstRead,
            ],
            call).ConfigureAwait(false);
        return (
            (ContinueStatus)(int)reply[0],
            reply.Length > 1 ? (string)reply[1]! : "",
            reply.Length > 2 ? (RedisValue[])reply[2]! : []);
    }
}

using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/idempotency</c>.</summary>
internal static class IdempotencyScripts
{
    private static readonly Script IsSeen = new("idempotency/is_seen", ["room", "idempotency"], []);

    private static readonly Script Claim = new("idempotency/claim", ["room", "idempotency", "claims"], ["key", "time_to_live", "now", "call"]);

    private static readonly Script Release = new("idempotency/release", ["room", "idempotency", "claims", "recent_calls"], ["key", "call"]);

    private static readonly Script GetEvent = new("idempotency/get_event", ["room", "idempotency", "events", "ids"], []);

    private static readonly Script Sweep = new("idempotency/sweep", ["idempotency..."], ["epoch"]);

    internal enum ClaimStatus
    {
        Ok = 0,
        RoomNotFound = 1,
        Taken = 2,
    }

    internal static async Task<bool> IsSeenAsync(RedisGateway redis, RoomKeys keys, string key, Call call) =>
        (bool)await redis.ReadAsync(IsSeen, [keys.Room, keys.Idempotency(key)], [], call).ConfigureAwait(false);

    internal static async Task<ClaimStatus> ClaimAsync(RedisGateway redis, RoomKeys keys, string key, TimeSpan timeToLive, DateTimeOffset now, Call call)
    {
        var reply = await redis.WriteAsync(
            Claim,
            [keys.Room, keys.Idempotency(key), keys.Claims],
            [key, (long)timeToLive.TotalMilliseconds, now.ToUnixTimeMilliseconds(), CallNonce.Create()],
            call).ConfigureAwait(false);
        return (ClaimStatus)(int)reply[0];
    }

    internal static async Task<bool> ReleaseAsync(RedisGateway redis, RoomKeys keys, string key, Call call) =>
        (bool)await redis.WriteAsync(Release, [keys.Room, keys.Idempotency(key), keys.Claims, keys.RecentCalls], [key, CallNonce.Create()], call).ConfigureAwait(false);

    /// <returns>The stored event; null when no event has the key.</returns>
    internal static async Task<RedisValue> GetEventAsync(RedisGateway redis, RoomKeys keys, string key, Call call) =>
        (RedisValue)await redis.ReadAsync(GetEvent, [keys.Room, keys.Idempotency(key), keys.Events, keys.Ids], [], call).ConfigureAwait(false);

    /// <param name="redis">The server.</param>
    /// <param name="keys">At most some hundred keys of one room.</param>
    /// <param name="epoch">The epoch of the deleted incarnation.</param>
    /// <param name="call">The call.</param>
    internal static async Task SweepAsync(RedisGateway redis, RedisKey[] keys, string epoch, Call call) =>
        await redis.WriteAsync(Sweep, keys, [epoch], call).ConfigureAwait(false);
}

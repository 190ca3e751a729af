using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/records</c>.</summary>
internal static class RecordScripts
{
    private static readonly Script Put = new("records/put", ["room", "records"], ["id", "expected", "record"]);

    private static readonly Script Remove = new("records/remove", ["records"], ["id"]);

    internal enum PutStatus
    {
        Ok = 0,
        RoomNotFound = 1,
        Changed = 2,
    }

    /// <summary>Writes a record if it still is what the caller found; <see cref="RedisValue.Null"/> for none.</summary>
    /// <returns>With <see cref="PutStatus.Changed"/> the record found.</returns>
    internal static async Task<(PutStatus Status, RedisValue Found)> PutAsync(RedisGateway redis, RedisKey room, RedisKey records, string id, RedisValue expected, byte[] record, CancellationToken cancellationToken)
    {
        var reply = await redis.WriteAsync(Put, [room, records], [id, expected.IsNull ? RedisValue.EmptyString : expected, record], cancellationToken).ConfigureAwait(false);
        return ((PutStatus)(int)reply[0], reply.Length > 1 ? (RedisValue)reply[1] : RedisValue.Null);
    }

    /// <returns>The record removed, or null.</returns>
    internal static async Task<RedisValue> RemoveAsync(RedisGateway redis, RedisKey records, string id, CancellationToken cancellationToken) =>
        (RedisValue)await redis.WriteAsync(Remove, [records], [id], cancellationToken).ConfigureAwait(false);
}

using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/records</c>.</summary>
internal static class RecordScripts
{
    private static readonly Script Put = new("records/put", ["room", "records", "recent_calls", "intents"], ["id", "expected", "created_at", "record", "call", "intent", "replaced", "entries"]);

    private static readonly Script Remove = new("records/remove", ["records", "recent_calls", "intents"], ["id", "call", "kind"]);

    internal enum PutStatus
    {
        Ok = 0,
        RoomNotFound = 1,
        Changed = 2,
        NotNoted = 3,
    }

    /// <summary>Writes a record if it still is what the caller found; <see cref="RedisValue.Null"/> for none.</summary>
    /// <param name="redis">The server.</param>
    /// <param name="keys">The room's keys.</param>
    /// <param name="records">The room's records.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="expected">The record found before.</param>
    /// <param name="createdAt">The created_at of the room that index entries were written for; null where there are none.</param>
    /// <param name="record">The record from now on.</param>
    /// <param name="intent">The nonce under which the write is noted; empty for one without index entries.</param>
    /// <param name="replaced">The nonce of index entries that are obsolete from now on, and the entries; null for none.</param>
    /// <param name="call">The call.</param>
    /// <returns>With <see cref="PutStatus.Changed"/> the record found.</returns>
    internal static async Task<(PutStatus Status, RedisValue Found)> PutAsync(RedisGateway redis, RoomKeys keys, RedisKey records, string id, RedisValue expected, long? createdAt, byte[] record, string intent, (string Nonce, string Entries)? replaced, Call call)
    {
        var reply = await redis.WriteAsync(
            Put,
            [keys.Room, records, keys.RecentCalls, keys.Intents],
            [id, expected.IsNull ? RedisValue.EmptyString : expected, createdAt ?? RedisValue.EmptyString, record, CallNonce.Create(), intent, replaced?.Nonce ?? "", replaced?.Entries ?? ""],
            call).ConfigureAwait(false);
        return ((PutStatus)(int)reply[0], reply.Length > 1 ? (RedisValue)reply[1] : RedisValue.Null);
    }

    /// <param name="redis">The server.</param>
    /// <param name="keys">The room's keys.</param>
    /// <param name="records">The room's records.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="kind">See <see cref="IntentEntries"/>.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether there was a record, and the record; null if an attempt removed it whose reply was lost.</returns>
    internal static async Task<(bool IsRemoved, RedisValue Removed)> RemoveAsync(RedisGateway redis, RoomKeys keys, RedisKey records, string id, char kind, Call call)
    {
        var reply = await redis.WriteAsync(Remove, [records, keys.RecentCalls, keys.Intents], [id, CallNonce.Create(), kind.ToString()], call).ConfigureAwait(false);
        return ((bool)reply[0], reply.Length > 1 ? (RedisValue)reply[1] : RedisValue.Null);
    }
}

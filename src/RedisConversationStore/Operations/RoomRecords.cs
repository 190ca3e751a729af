using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Records in a room that nothing outside its slot points to by content: tasks and observations. Written by compare-and-set.</summary>
/// <param name="redis">The server.</param>
/// <param name="kind">One of <see cref="RecordKinds"/>.</param>
/// <param name="records">The hash of a room that holds the records.</param>
internal sealed class RoomRecords<T>(RedisGateway redis, string kind, Func<RoomKeys, RedisKey> records)
    where T : class, IRecord<T>
{
    internal async Task<T?> GetAsync(RoomKeys keys, string id, Call call)
    {
        var hash = records(keys);
        var value = await redis.ReadPreferredAsync((database, flags) => database.HashGetAsync(hash, id, flags), call, hash).ConfigureAwait(false);
        return value.IsNull ? null : StoredFormat.Decode<T>(value, hash);
    }

    internal async Task<List<T>> ListAsync(RoomKeys keys, Call call)
    {
        var hash = records(keys);
        var entries = await HashReader.ReadAsync(redis, hash, call).ConfigureAwait(false);
        var list = new List<T>(entries.Length / 2);
        for (var i = 1; i < entries.Length; i += 2) list.Add(StoredFormat.Decode<T>(entries[i], hash));
        return list;
    }

    /// <summary>Adds a record under an id that is free in the room. One round trip.</summary>
    internal async Task AddAsync(RoomKeys keys, string roomId, string id, T record, Call call)
    {
        var (status, _) = await RecordScripts.PutAsync(redis, keys, records(keys), id, RedisValue.Null, createdAt: null, StoredFormat.Encode(record), intent: "", replaced: null, call).ConfigureAwait(false);
        if (status == RecordScripts.PutStatus.RoomNotFound) throw new RecordNotFoundException(RecordKinds.Room, roomId);
        if (status == RecordScripts.PutStatus.Changed) throw new RecordAlreadyExistsException(kind, id);
    }

    /// <summary>Replaces a record by what is decided from the one that is there. Two round trips, more while others change it.</summary>
    internal async Task<T> UpdateAsync(RoomKeys keys, string id, Func<T, T> decide, Call call)
    {
        var hash = records(keys);
        var expected = await redis.ReadAsync((database, flags) => database.HashGetAsync(hash, id, flags: flags), call, hash).ConfigureAwait(false);
        while (!expected.IsNull)
        {
            var record = decide(StoredFormat.Decode<T>(expected, hash));
            var (status, found) = await RecordScripts.PutAsync(redis, keys, hash, id, expected, createdAt: null, StoredFormat.Encode(record), intent: "", replaced: null, call).ConfigureAwait(false);
            if (status == RecordScripts.PutStatus.Ok) return record;
            expected = found;
        }

        throw new RecordNotFoundException(kind, id);
    }
}

using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Records in a room that index entries of other slots point to: bindings and participants. Written by compare-and-set, with the entries before and the obsolete ones after, as <see cref="HintIndex"/> demands.</summary>
/// <param name="redis">The server.</param>
/// <param name="hints">The protocol of index entries.</param>
/// <param name="kind">One of <see cref="RecordKinds"/>.</param>
/// <param name="records">The hash of a room that holds the records.</param>
/// <param name="indices">The indices that list the room of a record.</param>
internal sealed class HintedRecords<T>(RedisGateway redis, HintIndex hints, string kind, Func<RoomKeys, RedisKey> records, Func<T, RedisKey[]> indices)
    where T : class, IRecord<T>
{
    /// <summary>Writes a record.</summary>
    /// <param name="keys">The room's keys.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="mustExist">Whether an unknown record is an error.</param>
    /// <param name="decide">Makes the record to write from the one that is there; may be called several times.</param>
    /// <param name="call">The call.</param>
    /// <returns>The record as stored.</returns>
    internal async Task<T> WriteAsync(RoomKeys keys, string roomId, string id, bool mustExist, Func<T?, T> decide, Call call)
    {
        var hash = records(keys);
        while (true)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var found = await redis.ReadAsync(
                (database, flags) => Task.WhenAll(database.HashGetAsync(keys.Room, [RoomFields.CreatedAt, RoomFields.Epoch], flags), database.HashGetAsync(hash, [id], flags)),
                call,
                hash).ConfigureAwait(false);
            var (room, expected) = (found[0], found[1][0]);
            if (!RoomCodec.IsRoom(room, keys.Room)) throw NotFound();
            if (expected.IsNull && mustExist) throw NotFound();

            HintedRecord<T>? existing = expected.IsNull ? null : HintedRecord<T>.Decode(expected, hash);
            if (await TryWriteAsync(keys, roomId, id, expected, existing, decide(existing?.Value), Instants.ToMicroseconds(RoomCodec.DecodeCreatedAt(room[0], keys.Room)), NotFound, call).ConfigureAwait(false) is { } written) return written;
        }

        // A record goes with its room, so whoever asks for the record misses the record.
        RecordNotFoundException NotFound() => mustExist ? new(kind, id) : new(RecordKinds.Room, roomId);
    }

    internal async Task<T?> GetAsync(RoomKeys keys, string id, Call call)
    {
        var hash = records(keys);
        var value = await redis.ReadPreferredAsync((database, flags) => database.HashGetAsync(hash, id, flags), call, hash).ConfigureAwait(false);
        return value.IsNull ? null : HintedRecord<T>.Decode(value, hash).Value;
    }

    internal async Task<bool> RemoveAsync(RoomKeys keys, string roomId, string id, Call call)
    {
        var hash = records(keys);
        var (isRemoved, removed) = await RecordScripts.RemoveAsync(redis, keys, hash, id, call).ConfigureAwait(false);

        // Where the record is not known any more, or was damaged, its entries are stale, and readers remove them.
        if (!removed.IsNull && HintedRecord<T>.TryDecode(removed, hash) is { } known) hints.Remove(Entries(known, roomId, score: 0));
        return isRemoved;
    }

    internal async Task<T[]> ListAsync(RoomKeys keys, Call call)
    {
        var hash = records(keys);
        return HintedRecord<T>.DecodeAll(await redis.ReadPreferredAsync((database, flags) => database.HashValuesAsync(hash, flags), call, hash).ConfigureAwait(false), hash);
    }

    /// <summary>The index entries of a record that is being removed with its room.</summary>
    internal List<HintEntry> Entries(HintedRecord<T> record, string roomId, long score)
    {
        var member = HintMember.Create(roomId, record.Nonce);
        var entries = new List<HintEntry>(2);
        foreach (var index in indices(record.Value)) entries.Add(new(index, member, score));
        return entries;
    }

    /// <returns>The record written; null when another writer came first.</returns>
    private async Task<T?> TryWriteAsync(RoomKeys keys, string roomId, string id, RedisValue expected, HintedRecord<T>? existing, T value, long createdAt, Func<RecordNotFoundException> notFound, Call call)
    {
        var hash = records(keys);
        if (existing is { } same && indices(same.Value).AsSpan().SequenceEqual(indices(value)))
        {
            // Listed in the same places: the entries stay, and only the record changes.
            var kept = await PutAsync(new(value, same.Nonce)).ConfigureAwait(false);
            return kept ? value : null;
        }

        var record = new HintedRecord<T>(value, hints.CreateNonce());
        var isWritten = await hints.WriteAsync(
            Entries(record, roomId, createdAt),
            async () =>
            {
                var put = await PutAsync(record).ConfigureAwait(false);
                return (put, put);
            },
            call).ConfigureAwait(false);
        if (!isWritten) return null;
        if (existing is { } replaced) hints.Remove(Entries(replaced, roomId, score: 0));
        return value;

        async Task<bool> PutAsync(HintedRecord<T> put)
        {
            var (status, _) = await RecordScripts.PutAsync(redis, keys, hash, id, expected, createdAt, put.Encode(), call).ConfigureAwait(false);
            return status switch
            {
                RecordScripts.PutStatus.Ok => true,
                RecordScripts.PutStatus.RoomNotFound => throw notFound(),
                _ => false,
            };
        }
    }
}

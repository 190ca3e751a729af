using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Records in a room that index entries of other slots point to: bindings and participants. Written by compare-and-set, by the protocol of <see cref="HintIndex"/>.</summary>
internal sealed class HintedRecords<T>
    where T : class, IRecord<T>
{
    private readonly RedisGateway redis;
    private readonly HintIndex hints;
    private readonly string kind;
    private readonly char letter;
    private readonly Func<RoomKeys, RedisKey> records;
    private readonly Func<T, RedisKey[]> indices;

    /// <param name="redis">The server.</param>
    /// <param name="hints">The protocol of index entries.</param>
    /// <param name="kind">One of <see cref="RecordKinds"/>.</param>
    /// <param name="letter">What removed records are noted under, see <see cref="IntentEntries"/>.</param>
    /// <param name="records">The hash of a room that holds the records.</param>
    /// <param name="indices">The indices that list the room of a record.</param>
    internal HintedRecords(RedisGateway redis, HintIndex hints, string kind, char letter, Func<RoomKeys, RedisKey> records, Func<T, RedisKey[]> indices)
    {
        (this.redis, this.hints, this.kind, this.letter, this.records, this.indices) = (redis, hints, kind, letter, records, indices);
        hints.Cleaner.Register(letter, (roomId, record) => HintedRecord<T>.TryDecode(record, default) is { } known ? Entries(known, roomId, score: 0) : null);
    }

    /// <summary>Writes a record. Two round trips where the room is listed as before, three for a new record, four for one that moves to other indices.</summary>
    /// <param name="keys">The room's keys.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="given">The record as given. What is written is listed in the same indices.</param>
    /// <param name="mustExist">Whether an unknown record is an error.</param>
    /// <param name="decide">Makes the record to write from the one that is there; may be called several times.</param>
    /// <param name="call">The call.</param>
    /// <returns>The record as stored.</returns>
    internal async Task<T> WriteAsync(RoomKeys keys, string roomId, string id, T given, bool mustExist, Func<T?, T> decide, Call call)
    {
        while (true)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            if (await TryWriteAsync(keys, roomId, id, given, mustExist, decide, call).ConfigureAwait(false) is { } written) return written;
        }
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
        var (isRemoved, removed) = await RecordScripts.RemoveAsync(redis, keys, hash, id, letter, call).ConfigureAwait(false);
        var owner = IndexOwner.Room(roomId, keys);

        // Where the record is not known any more, or is damaged, the room's notes have it.
        if (!removed.IsNull && HintedRecord<T>.TryDecode(removed, hash) is { } known) hints.Cleaner.RemoveReplaced(owner, known.Nonce, Entries(known, roomId, score: 0));
        else if (isRemoved) hints.Cleaner.Sweep(owner);
        return isRemoved;
    }

    internal async Task<T[]> ListAsync(RoomKeys keys, Call call)
    {
        var hash = records(keys);
        return HintedRecord<T>.DecodeEntries(await HashReader.ReadAsync(redis, hash, call).ConfigureAwait(false), hash);
    }

    /// <summary>The index entries of a record.</summary>
    internal List<HintEntry> Entries(HintedRecord<T> record, string roomId, long score)
    {
        var member = HintMember.Create(roomId, record.Nonce);
        var entries = new List<HintEntry>(2);
        foreach (var index in indices(record.Value)) entries.Add(new(index, member, score));
        return entries;
    }

    /// <returns>The record written; null when it must be decided again, because another writer came first or the write was taken for dead.</returns>
    private async Task<T?> TryWriteAsync(RoomKeys keys, string roomId, string id, T given, bool mustExist, Func<T?, T> decide, Call call)
    {
        var hash = records(keys);
        var owner = IndexOwner.Room(roomId, keys);
        var nonce = Nonce.Create();
        var isNoted = false;
        var isDone = false;
        try
        {
            // A new record has entries in any case, so its write is noted in the flush of the reads.
            var noted = mustExist ? Task.CompletedTask : BeginAsync();
            var reads = redis.ReadAsync(
                (database, flags) => Task.WhenAll(database.HashGetAsync(keys.Room, [RoomFields.CreatedAt, RoomFields.Epoch], flags), database.HashGetAsync(hash, [id], flags)),
                call,
                new(() => [keys.Room, hash]));
            await Task.WhenAll(noted, reads).ConfigureAwait(false);
            var found = await reads.ConfigureAwait(false);
            var (room, expected) = (found[0], found[1][0]);
            if (!RoomCodec.IsRoom(room, keys.Room)) throw NotFound();
            if (expected.IsNull && mustExist) throw NotFound();

            HintedRecord<T>? existing = expected.IsNull ? null : HintedRecord<T>.Decode(expected, hash);
            var value = decide(existing?.Value);
            var createdAt = Instants.ToMicroseconds(RoomCodec.DecodeCreatedAt(room[0], keys.Room));
            if (existing is { } same && indices(same.Value).AsSpan().SequenceEqual(indices(value)))
            {
                // Listed in the same places: the entries stay, and only the record changes.
                isDone = await PutAsync(new(value, same.Nonce), replaced: null).ConfigureAwait(false);
                return isDone ? value : null;
            }

            if (!isNoted) await BeginAsync().ConfigureAwait(false);
            var record = new HintedRecord<T>(value, nonce);
            await hints.AddAsync(Entries(record, roomId, createdAt), call).ConfigureAwait(false);
            isDone = await PutAsync(record, existing).ConfigureAwait(false);
            if (!isDone) return null;
            if (existing is { } replaced) hints.Cleaner.RemoveReplaced(owner, replaced.Nonce, Entries(replaced, roomId, score: 0));
            return value;

            async Task<bool> PutAsync(HintedRecord<T> put, HintedRecord<T>? replaced)
            {
                (string, string)? obsolete = replaced is { } old ? (old.Nonce, IntentEntries.Format(Entries(old, roomId, score: 0))) : null;
                var (status, _) = await RecordScripts.PutAsync(redis, keys, hash, id, expected, createdAt, put.Encode(), isNoted ? nonce : "", obsolete, call).ConfigureAwait(false);
                return status == RecordScripts.PutStatus.RoomNotFound ? throw NotFound() : status == RecordScripts.PutStatus.Ok;
            }
        }
        finally
        {
            if (isNoted && !isDone) hints.Cleaner.Withdraw(owner, nonce);
        }

        Task BeginAsync()
        {
            isNoted = true;
            return hints.BeginAsync(owner, nonce, IntentEntries.Format(Entries(new(given, nonce), roomId, score: 0)), call);
        }

        // A record goes with its room, so a caller that asks for the record misses the record.
        RecordNotFoundException NotFound() => mustExist ? new(kind, id) : new(RecordKinds.Room, roomId);
    }
}

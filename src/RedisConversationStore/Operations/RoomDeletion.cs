using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Deletes rooms: one step puts the room aside, from when on it reads as deleted; then what was put aside is removed in chunks. A delete that was cut off is found by the next one of the same room and finished.</summary>
internal sealed class RoomDeletion(RedisGateway redis, KeySpace keySpace, HintIndex hints, HintedRecords<ChannelBinding> bindings, HintedRecords<Participant> participants, EventLocators locators, TaskLocators taskLocators)
{
    private const int EventsPerChunk = 100;

    internal async Task<bool> DeleteAsync(string roomId, CancellationToken cancellationToken)
    {
        var keys = keySpace.Room(roomId);
        Call call = cancellationToken;
        var epoch = await redis.ReadAsync((database, flags) => database.HashGetAsync(keys.Room, RoomFields.Epoch, flags: flags), call, keys.Room).ConfigureAwait(false);
        var (existed, tokens) = await RoomScripts.DeleteAsync(redis, keys, Epoch.Create(), epoch, call).ConfigureAwait(false);
        if (tokens.Length - (existed ? 1 : 0) is > 0 and var left) redis.Log.DeletionResumed(left);
        foreach (var token in tokens) await RedisGateway.FinishAsync(RemoveAsync(roomId, keys, token, cancellationToken)).ConfigureAwait(false);
        return existed;
    }

    /// <summary>Removes one incarnation that was put aside; a room created again since stays.</summary>
    internal Task FinishAsync(string roomId, string token, CancellationToken cancellationToken) =>
        RemoveAsync(roomId, keySpace.Room(roomId), token, cancellationToken);

    // What leads to other slots goes first and the room's own record last: it is what a repeated delete reads.
    private async Task RemoveAsync(string roomId, RoomKeys keys, string token, CancellationToken cancellationToken)
    {
        var aside = keys.OfDeleted(token);
        var fields = await redis.ReadAsync((database, flags) => database.HashGetAsync(aside.Room, [RoomFields.Epoch, RoomFields.Hint, RoomFields.CreatedAt], flags: flags), cancellationToken).ConfigureAwait(false);
        if ((string?)fields[0] is { } epoch)
        {
            await RemoveEventsAsync(roomId, keys, aside, epoch, cancellationToken).ConfigureAwait(false);
            await RemoveClaimsAsync(keys, aside, epoch, cancellationToken).ConfigureAwait(false);
            await RemoveTasksAsync(roomId, keys, aside, cancellationToken).ConfigureAwait(false);
            await RemoveHintsAsync(bindings, aside.Bindings, roomId, cancellationToken).ConfigureAwait(false);
            await RemoveHintsAsync(participants, aside.Participants, roomId, cancellationToken).ConfigureAwait(false);
            if (TryDecode(() => RoomCodec.DecodeHint(fields[1], aside.Room).Entries(keySpace, roomId, RoomCodec.DecodeCreatedAt(fields[2], aside.Room)), aside.Room) is { } entries)
            {
                await hints.RemoveAsync(entries, cancellationToken).ConfigureAwait(false);
            }
        }

        // UNLINK frees memory on another thread of the server; the room's record is the last to go.
        var all = aside.All;
        await redis.WriteAsync(database => database.KeyDeleteAsync(all[1..]), cancellationToken).ConfigureAwait(false);
        await redis.WriteAsync(database => database.KeyDeleteAsync(all[0]), cancellationToken).ConfigureAwait(false);
        await redis.WriteAsync(database => database.SetRemoveAsync(keys.Deleted, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveEventsAsync(string roomId, RoomKeys keys, RoomKeys aside, string epoch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await redis.ReadAsync((database, flags) => database.SortedSetRangeByRankWithScoresAsync(aside.Events, 0, EventsPerChunk - 1, flags: flags), cancellationToken).ConfigureAwait(false);
            if (entries.Length == 0) return;
            var names = new List<RedisKey>();
            var ids = new List<string>(entries.Length);
            foreach (var entry in entries)
            {
                if (TryDecode(() => StoredEvent.Parse(entry.Element, aside.Events).Decode(roomId, aside.Events), aside.Events) is not { } roomEvent) continue;
                ids.Add(roomEvent.Id);
                if (roomEvent.IdempotencyKey is { } key) names.Add(keys.Idempotency(key));
            }

            if (names.Count > 0) await IdempotencyScripts.SweepAsync(redis, names.ToArray(), epoch, cancellationToken).ConfigureAwait(false);
            await locators.RemoveUnlessInRoomAsync(roomId, ids, cancellationToken).ConfigureAwait(false);

            // Exactly what was seen to: by rank, two deletes of one room would remove each other's next chunk unseen.
            await redis.WriteAsync(database => database.SortedSetRemoveRangeByScoreAsync(aside.Events, entries[0].Score, entries[^1].Score), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RemoveHintsAsync<T>(HintedRecords<T> records, RedisKey hash, string roomId, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        await foreach (var entry in redis.ScanAsync(hash, cancellationToken).ConfigureAwait(false))
        {
            if (TryDecode(() => records.Entries(HintedRecord<T>.Decode(entry.Value, hash), roomId, score: 0), hash) is { } entries)
            {
                await hints.RemoveAsync(entries, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RemoveClaimsAsync(RoomKeys keys, RoomKeys aside, string epoch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var claims = await redis.ReadAsync((database, flags) => database.SortedSetRangeByRankAsync(aside.Claims, 0, EventsPerChunk - 1, flags: flags), cancellationToken).ConfigureAwait(false);
            if (claims.Length == 0) return;
            var names = new RedisKey[claims.Length];
            for (var i = 0; i < names.Length; i++) names[i] = keys.Idempotency((string)claims[i]!);
            await IdempotencyScripts.SweepAsync(redis, names, epoch, cancellationToken).ConfigureAwait(false);
            await redis.WriteAsync(database => database.SortedSetRemoveAsync(aside.Claims, claims), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RemoveTasksAsync(string roomId, RoomKeys keys, RoomKeys aside, CancellationToken cancellationToken)
    {
        await foreach (var entry in redis.ScanAsync(aside.Tasks, cancellationToken).ConfigureAwait(false))
        {
            if (TryDecode(() => StoredFormat.Id(entry.Name, aside.Tasks), aside.Tasks) is not { } taskId) continue;
            await taskLocators.RemoveAsync(taskId, roomId, () => redis.ReadAsync((database, flags) => database.HashExistsAsync(keys.Tasks, taskId, flags: flags), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    // A damaged record goes with its room all the same, or the room could never be deleted. What it may have
    // left in other slots names a room that is gone: readers drop it, and an audit removes it.
    private T? TryDecode<T>(Func<T> decode, RedisKey key)
        where T : class
    {
        try
        {
            return decode();
        }
        catch (Exception damage) when (damage is CorruptRecordException || StoredFormat.IsDamage(damage))
        {
            redis.Log.CorruptRecordDeleted(key.ToString());
            return null;
        }
    }
}

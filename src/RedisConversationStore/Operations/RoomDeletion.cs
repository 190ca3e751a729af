using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Deletes rooms: one step puts the room aside, from when on it reads as deleted; then what was put aside is removed in chunks. A deletion that was interrupted is finished by the next one of the same room, or by whoever reads one of the room's index entries.</summary>
internal sealed class RoomDeletion
{
    private const int EventsPerChunk = 100;

    private readonly RedisGateway redis;
    private readonly KeySpace keySpace;
    private readonly HintIndex hints;
    private readonly HintedRecords<ChannelBinding> bindings;
    private readonly HintedRecords<Participant> participants;
    private readonly EventLocators locators;
    private readonly TaskLocators taskLocators;

    internal RoomDeletion(RedisGateway redis, KeySpace keySpace, HintIndex hints, HintedRecords<ChannelBinding> bindings, HintedRecords<Participant> participants, EventLocators locators, TaskLocators taskLocators)
    {
        (this.redis, this.keySpace, this.hints, this.bindings, this.participants, this.locators, this.taskLocators) = (redis, keySpace, hints, bindings, participants, locators, taskLocators);
        hints.Cleaner.FinishDeletionsAsync = FinishAsync;
    }

    /// <summary>Deletes a room if the conditions hold. From the first step on it reads as deleted; the rest goes on when the caller stops waiting.</summary>
    internal async Task<bool> DeleteAsync(string roomId, RoomConditions conditions, CancellationToken cancellationToken)
    {
        var keys = keySpace.Room(roomId);
        Call call = cancellationToken;
        while (true)
        {
            var room = await redis.ReadAsync((database, flags) => database.HashGetAsync(keys.Room, [RoomFields.Epoch, RoomFields.Hint, RoomFields.CreatedAt], flags: flags), call, keys.Room).ConfigureAwait(false);
            var listed = ListedAt(roomId, room[1], room[2], keys.Room);
            var (status, tokens) = await RoomScripts.DeleteAsync(redis, keys, Epoch.Create(), room[0], room[1], listed is { } at ? (at.Nonce, IntentEntries.Format(at.Entries)) : null, call, (roomId, conditions)).ConfigureAwait(false);
            if (status == RoomScripts.DeleteStatus.Changed) continue;
            var existed = status == RoomScripts.DeleteStatus.Deleted;
            if (tokens.Length - (existed ? 1 : 0) is > 0 and var left) redis.Log.DeletionResumed(left);
            await RedisGateway.FinishAsync(hints.Tidying.RunReportedAsync(() => RemoveAsync(roomId, keys, tokens), cancellationToken)).ConfigureAwait(false);
            return existed;
        }
    }

    /// <summary>Finishes the deletions of a room that were interrupted; a room created again since stays.</summary>
    internal async Task FinishAsync(string roomId, CancellationToken cancellationToken)
    {
        var keys = keySpace.Room(roomId);
        var tokens = await redis.ReadAsync((database, flags) => database.SetMembersAsync(keys.Deleted, flags), cancellationToken, keys.Deleted).ConfigureAwait(false);
        if (tokens.Length == 0) return;
        redis.Log.DeletionResumed(tokens.Length);
        await RemoveAsync(roomId, keys, Array.ConvertAll(tokens, static token => token.ToString())).ConfigureAwait(false);
    }

    /// <summary>Removes one incarnation that was put aside; a room created again since stays.</summary>
    internal Task FinishAsync(string roomId, string token, CancellationToken cancellationToken) =>
        RemoveAsync(roomId, keySpace.Room(roomId), token, cancellationToken);

    private async Task RemoveAsync(string roomId, RoomKeys keys, string[] tokens)
    {
        foreach (var token in tokens) await RemoveAsync(roomId, keys, token, CancellationToken.None).ConfigureAwait(false);
        await hints.Cleaner.SweepAsync(IndexOwner.Room(roomId, keys), deletions: true, CancellationToken.None).ConfigureAwait(false);
    }

    // What leads to other slots goes first, then the room's own record and the token, which a repeated delete reads. The
    // room's own index entries go last: whoever reads one of them finishes a deletion that was cut off.
    private async Task RemoveAsync(string roomId, RoomKeys keys, string token, CancellationToken cancellationToken)
    {
        var aside = keys.OfDeleted(token);
        var fields = await redis.ReadAsync((database, flags) => database.HashGetAsync(aside.Room, [RoomFields.Epoch, RoomFields.Hint, RoomFields.CreatedAt], flags: flags), cancellationToken, aside.Room).ConfigureAwait(false);
        if ((string?)fields[0] is { } epoch)
        {
            await RemoveEventsAsync(roomId, keys, aside, epoch, cancellationToken).ConfigureAwait(false);
            await RemoveClaimsAsync(keys, aside, epoch, cancellationToken).ConfigureAwait(false);
            await RemoveTasksAsync(roomId, aside, cancellationToken).ConfigureAwait(false);
            await RemoveHintsAsync(bindings, aside.Bindings, roomId, cancellationToken).ConfigureAwait(false);
            await RemoveHintsAsync(participants, aside.Participants, roomId, cancellationToken).ConfigureAwait(false);
        }

        // UNLINK frees memory on another thread of the server; the room's record is the last to go.
        var all = aside.All;
        await redis.WriteAsync(database => database.KeyDeleteAsync(all[1..]), cancellationToken, CallKeys.None).ConfigureAwait(false);
        await redis.WriteAsync(database => database.KeyDeleteAsync(all[0]), cancellationToken, CallKeys.None).ConfigureAwait(false);
        await redis.WriteAsync(database => database.SetRemoveAsync(keys.Deleted, token), cancellationToken, keys.Deleted).ConfigureAwait(false);
        if (ListedAt(roomId, fields[1], fields[2], aside.Room) is { } listed) await hints.Cleaner.RemoveAsync(IndexOwner.Room(roomId, keys), listed.Nonce, listed.Entries, cancellationToken).ConfigureAwait(false);
    }

    private (string Nonce, List<HintEntry> Entries)? ListedAt(string roomId, RedisValue hint, RedisValue createdAt, RedisKey key)
    {
        if (hint.IsNull || createdAt.IsNull) return null;
        var listed = TryDecode(() => new Listed(RoomCodec.DecodeHint(hint, key).Nonce, RoomCodec.DecodeHint(hint, key).Entries(keySpace, roomId, RoomCodec.DecodeCreatedAt(createdAt, key))), key);
        return listed is null ? null : (listed.Nonce, listed.Entries);
    }

    private async Task RemoveEventsAsync(string roomId, RoomKeys keys, RoomKeys aside, string epoch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await RoomScripts.ReadDeletedAsync(redis, aside.Events, EventsPerChunk, cancellationToken).ConfigureAwait(false);
            if (entries.Length == 0) return;
            var names = new List<RedisKey>();
            var located = new List<(string Id, StoredEvent Stored)>(entries.Length);
            foreach (var entry in entries)
            {
                if (TryDecode(() => StoredEvent.Parse(entry.Element, aside.Events).Decode(roomId, aside.Events), aside.Events) is not { } roomEvent) continue;
                located.Add((roomEvent.Id, StoredEvent.Parse(entry.Element, aside.Events)));
                if (roomEvent.IdempotencyKey is { } key) names.Add(keys.Idempotency(key));
            }

            if (names.Count > 0) await IdempotencyScripts.SweepAsync(redis, names.ToArray(), epoch, cancellationToken).ConfigureAwait(false);
            await locators.RemoveAsync(roomId, located, cancellationToken).ConfigureAwait(false);

            // Exactly what was read: by rank, two deletes of one room would remove each other's next chunk unseen.
            await redis.WriteAsync(database => database.SortedSetRemoveRangeByScoreAsync(aside.Events, entries[0].Score, entries[^1].Score), cancellationToken, aside.Events).ConfigureAwait(false);
        }
    }

    private async Task RemoveHintsAsync<T>(HintedRecords<T> records, RedisKey hash, string roomId, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        await foreach (var entry in redis.ScanAsync(hash, cancellationToken).ConfigureAwait(false))
        {
            if (TryDecode(() => records.Entries(HintedRecord<T>.Decode(entry.Value, hash), roomId, score: 0), hash) is { } entries)
            {
                await hints.Cleaner.RemoveAsync(entries, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RemoveClaimsAsync(RoomKeys keys, RoomKeys aside, string epoch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var claims = await redis.ReadAsync((database, flags) => database.SortedSetRangeByRankAsync(aside.Claims, 0, EventsPerChunk - 1, flags: flags), cancellationToken, aside.Claims).ConfigureAwait(false);
            if (claims.Length == 0) return;
            var names = new RedisKey[claims.Length];
            for (var i = 0; i < names.Length; i++) names[i] = keys.Idempotency((string)claims[i]!);
            await IdempotencyScripts.SweepAsync(redis, names, epoch, cancellationToken).ConfigureAwait(false);
            await redis.WriteAsync(database => database.SortedSetRemoveAsync(aside.Claims, claims), cancellationToken, aside.Claims).ConfigureAwait(false);
        }
    }

    private async Task RemoveTasksAsync(string roomId, RoomKeys aside, CancellationToken cancellationToken)
    {
        await foreach (var entry in redis.ScanAsync(aside.Tasks, cancellationToken).ConfigureAwait(false))
        {
            if (TryDecode(() => StoredFormat.Id(entry.Name, aside.Tasks), aside.Tasks) is { } taskId) await taskLocators.RemoveAsync(taskId, roomId, cancellationToken).ConfigureAwait(false);
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

    private sealed record Listed(string Nonce, List<HintEntry> Entries);
}

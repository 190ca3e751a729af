using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Deletes rooms: one step puts the room aside, from when on it reads as deleted; then what was put aside is removed in chunks. A delete that was cut off is found by the next one of the same room and finished.</summary>
internal sealed class RoomDeletion(RedisGateway redis, KeySpace keySpace, HintIndex hints, HintedRecords<ChannelBinding> bindings, HintedRecords<Participant> participants, EventLocators locators, TaskLocators taskLocators)
{
    private const int EventsPerChunk = 500;

    internal async Task<bool> DeleteAsync(string roomId, CancellationToken cancellationToken)
    {
        var keys = keySpace.Room(roomId);
        var (existed, tokens) = await RoomScripts.DeleteAsync(redis, keys, Epoch.Create(), cancellationToken).ConfigureAwait(false);
        foreach (var token in tokens) await RemoveAsync(roomId, keys, token, cancellationToken).ConfigureAwait(false);
        return existed;
    }

    // What leads to other slots goes first and the room's own record last: it is what a repeated delete reads.
    private async Task RemoveAsync(string roomId, RoomKeys keys, string token, CancellationToken cancellationToken)
    {
        var aside = keys.OfDeleted(token);
        if (await RoomReader.ReadAsync(redis, aside, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            await RemoveEventsAsync(roomId, keys, aside, stored.Epoch, cancellationToken).ConfigureAwait(false);
            await RemoveClaimsAsync(keys, aside, stored.Epoch, cancellationToken).ConfigureAwait(false);
            await RemoveTasksAsync(roomId, keys, aside, cancellationToken).ConfigureAwait(false);
            await foreach (var entry in redis.ScanAsync(aside.Bindings, cancellationToken).ConfigureAwait(false))
            {
                await hints.RemoveAsync(bindings.Entries(HintedRecord<ChannelBinding>.Decode(entry.Value, aside.Bindings), roomId, score: 0), cancellationToken).ConfigureAwait(false);
            }

            await foreach (var entry in redis.ScanAsync(aside.Participants, cancellationToken).ConfigureAwait(false))
            {
                await hints.RemoveAsync(participants.Entries(HintedRecord<Participant>.Decode(entry.Value, aside.Participants), roomId, score: 0), cancellationToken).ConfigureAwait(false);
            }

            await hints.RemoveAsync(stored.Hint.Entries(keySpace, roomId, stored.Room.CreatedAt), cancellationToken).ConfigureAwait(false);
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
            var entries = await redis.ReadAsync(database => database.SortedSetRangeByRankAsync(aside.Events, 0, EventsPerChunk - 1), cancellationToken).ConfigureAwait(false);
            if (entries.Length == 0) return;
            var names = new List<RedisKey>();
            var ids = new List<string>(entries.Length);
            foreach (var entry in entries)
            {
                var roomEvent = EventCodec.Decode(entry, roomId, index: 0, aside.Events);
                ids.Add(roomEvent.Id);
                if (roomEvent.IdempotencyKey is { } key) names.Add(keys.Idempotency(key));
            }

            if (names.Count > 0) await IdempotencyScripts.SweepAsync(redis, names.ToArray(), epoch, cancellationToken).ConfigureAwait(false);
            await locators.RemoveUnlessInRoomAsync(roomId, ids, cancellationToken).ConfigureAwait(false);
            await redis.WriteAsync(database => database.SortedSetRemoveRangeByRankAsync(aside.Events, 0, entries.Length - 1), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RemoveClaimsAsync(RoomKeys keys, RoomKeys aside, string epoch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var claims = await redis.ReadAsync(database => database.SortedSetRangeByRankAsync(aside.Claims, 0, EventsPerChunk - 1), cancellationToken).ConfigureAwait(false);
            if (claims.Length == 0) return;
            var names = new RedisKey[claims.Length];
            for (var i = 0; i < names.Length; i++) names[i] = keys.Idempotency((string)claims[i]!);
            await IdempotencyScripts.SweepAsync(redis, names, epoch, cancellationToken).ConfigureAwait(false);
            await redis.WriteAsync(database => database.SortedSetRemoveRangeByRankAsync(aside.Claims, 0, claims.Length - 1), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RemoveTasksAsync(string roomId, RoomKeys keys, RoomKeys aside, CancellationToken cancellationToken)
    {
        await foreach (var entry in redis.ScanAsync(aside.Tasks, cancellationToken).ConfigureAwait(false))
        {
            var taskId = (string)entry.Name!;
            if (await redis.ReadAsync(database => database.HashExistsAsync(keys.Tasks, taskId), cancellationToken).ConfigureAwait(false)) continue;
            await taskLocators.RemoveAsync(taskId, roomId, cancellationToken).ConfigureAwait(false);
        }
    }
}

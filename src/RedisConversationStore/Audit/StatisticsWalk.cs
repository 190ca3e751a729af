using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>Counts and measures the keys of a store, a bounded number at a time.</summary>
internal sealed class StatisticsWalk(RedisGateway redis, KeySpace keySpace, int biggestRooms)
{
    private const int MeasuredPerAggregate = 1000;
    private const int Chunk = 500;
    private const string EventsPart = "events";

    private readonly Dictionary<string, Tally> tallies = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> biggest = new();

    // A server without the command is asked once.
    private bool canMeasure = true;
    private long keyCount;

    internal async Task<StoreStatistics> RunAsync(IAsyncEnumerable<RedisKey> keys, CancellationToken cancellationToken)
    {
        await foreach (var chunk in keys.Chunk(Chunk).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            keyCount += chunk.Length;
            await Task.WhenAll(chunk.Select(key => CountAsync(key, cancellationToken))).ConfigureAwait(false);
        }

        var aggregates = tallies.Select(tally => tally.Value.ToStatistics(tally.Key, canMeasure)).OrderByDescending(aggregate => aggregate.Bytes ?? aggregate.Items).ThenBy(aggregate => aggregate.Name, StringComparer.Ordinal).ToList();
        return new(
            tallies.TryGetValue(RoomKeys.RoomPart, out var rooms) ? rooms.Keys : 0,
            tallies.TryGetValue(EventsPart, out var events) ? events.Items : 0,
            keyCount,
            canMeasure ? aggregates.Sum(aggregate => aggregate.Bytes ?? 0) : null,
            aggregates,
            await BiggestAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task CountAsync(RedisKey key, CancellationToken cancellationToken)
    {
        if (!keySpace.TryParse(key, out var stored))
        {
            await AddAsync(key, "unknown", 1, cancellationToken).ConfigureAwait(false);
            return;
        }

        long items;
        try
        {
            items = await ItemsAsync(key, stored, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException wrongType) when (AuditContext.IsWrongType(wrongType))
        {
            items = 0;
        }

        await AddAsync(key, stored.Aggregate, items, cancellationToken).ConfigureAwait(false);
        if (stored is not { Kind: KeyKind.RoomPart, Part: EventsPart }) return;
        lock (biggest)
        {
            biggest.Enqueue(stored.RoomId!, items);
            if (biggest.Count > biggestRooms) biggest.Dequeue();
        }
    }

    private async Task AddAsync(RedisKey key, string name, long items, CancellationToken cancellationToken)
    {
        bool isMeasured;
        Tally? tally;
        lock (tallies)
        {
            if (!tallies.TryGetValue(name, out tally)) tallies.Add(name, tally = new());
            isMeasured = tally.Keys < MeasuredPerAggregate;
            tally.Keys++;
            tally.Items += items;
        }

        if (!isMeasured || await BytesAsync(key, cancellationToken).ConfigureAwait(false) is not { } bytes) return;
        lock (tallies)
        {
            tally.MeasuredKeys++;
            tally.MeasuredItems += items;
            tally.MeasuredBytes += bytes;
        }
    }

    private async Task<long> ItemsAsync(RedisKey key, StoredKey stored, CancellationToken cancellationToken)
    {
        if (stored is { Kind: KeyKind.RoomPart or KeyKind.DeletedPart, Part: RoomKeys.RoomPart }) return 1;
        return await redis.ReadAsync(
            (database, flags) => stored.Type switch
            {
                RedisType.Hash => database.HashLengthAsync(key, flags),
                RedisType.SortedSet => database.SortedSetLengthAsync(key, flags: flags),
                RedisType.Set => database.SetLengthAsync(key, flags),
                _ => Task.FromResult(1L),
            },
            cancellationToken,
            key).ConfigureAwait(false);
    }

    /// <returns>Null when the key is gone, or when the server does not tell.</returns>
    private async Task<long?> BytesAsync(RedisKey key, CancellationToken cancellationToken)
    {
        if (!canMeasure) return null;
        try
        {
            var reply = await redis.ReadAsync((database, flags) => database.ExecuteAsync("MEMORY", ["USAGE", key], flags), cancellationToken, key).ConfigureAwait(false);
            return reply.IsNull ? null : (long)reply;
        }
        catch (StoreUnavailableException refused) when (refused.InnerException is RedisServerException)
        {
            canMeasure = false;
            return null;
        }
    }

    private async Task<List<RoomStatistics>> BiggestAsync(CancellationToken cancellationToken)
    {
        var rooms = new List<RoomStatistics>(biggest.Count);
        while (biggest.TryDequeue(out var roomId, out var events))
        {
            long? bytes = canMeasure ? 0 : null;
            foreach (var key in keySpace.Room(roomId).All) bytes += await BytesAsync(key, cancellationToken).ConfigureAwait(false) ?? 0;
            rooms.Add(new(roomId, events, bytes));
        }

        rooms.Reverse();
        return rooms;
    }

    private sealed class Tally
    {
        internal long Keys { get; set; }

        internal long Items { get; set; }

        internal long MeasuredKeys { get; set; }

        internal long MeasuredItems { get; set; }

        internal long MeasuredBytes { get; set; }

        internal AggregateStatistics ToStatistics(string name, bool canMeasure)
        {
            double? bytes = !canMeasure ? null
                : MeasuredKeys >= Keys ? MeasuredBytes
                : MeasuredItems > 0 ? (double)MeasuredBytes / MeasuredItems * Items
                : MeasuredKeys > 0 ? (double)MeasuredBytes / MeasuredKeys * Keys : 0;
            return new(name, Keys, Items, MeasuredKeys, (long?)bytes);
        }
    }
}

using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Pages of a timeline: ranges of the sorted set, by rank for offsets and by score for cursors.</summary>
/// <remarks>A filter is applied here, over chunks of the timeline of at most <see cref="LargestChunk"/> events a round trip, until the page is full or the timeline ends.</remarks>
internal sealed class EventPages(RedisGateway redis, KeySpace keySpace)
{
    internal const int LargestChunk = 1000;

    private const int SmallestChunk = 100;

    internal static EventFilter MessagesOnly { get; } = new() { IncludeTypes = [EventType.Message] };

    internal async Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, EventPage page, EventFilter? filter, CancellationToken cancellationToken)
    {
        var events = keySpace.Room(roomId).Events;
        if (filter is not null) return await ListFilteredAsync(roomId, events, page, filter, cancellationToken).ConfigureAwait(false);
        var entries = await redis.ReadAsync(database => Range(database, events, page), cancellationToken).ConfigureAwait(false);
        var list = new RoomEvent[entries.Length];
        var isDescending = page.BeforeIndex is not null;
        for (var i = 0; i < list.Length; i++) list[isDescending ? list.Length - 1 - i : i] = Decode(entries[i], roomId, events);
        return list;
    }

    private static Task<SortedSetEntry[]> Range(IDatabase database, RedisKey events, EventPage page)
    {
        if (page.AfterIndex is { } after) return After(database, events, after, page.Limit);
        if (page.BeforeIndex is { } before) return Before(database, events, before, page.Limit);
        return page.NewestFirst
            ? database.SortedSetRangeByRankWithScoresAsync(events, -((long)page.Offset + page.Limit), -((long)page.Offset + 1))
            : database.SortedSetRangeByRankWithScoresAsync(events, page.Offset, (long)page.Offset + page.Limit - 1);
    }

    /// <summary>The first events behind an index, ascending.</summary>
    private static Task<SortedSetEntry[]> After(IDatabase database, RedisKey events, long index, int count) =>
        database.SortedSetRangeByScoreWithScoresAsync(events, index, double.PositiveInfinity, Exclude.Start, Order.Ascending, 0, count);

    /// <summary>The last events before an index, descending.</summary>
    private static Task<SortedSetEntry[]> Before(IDatabase database, RedisKey events, double index, int count) =>
        database.SortedSetRangeByScoreWithScoresAsync(events, double.NegativeInfinity, index, Exclude.Stop, Order.Descending, 0, count);

    private async Task<IReadOnlyList<RoomEvent>> ListFilteredAsync(string roomId, RedisKey events, EventPage page, EventFilter filter, CancellationToken cancellationToken)
    {
        var isCursor = page.AfterIndex is not null || page.BeforeIndex is not null;
        var isDescending = page.BeforeIndex is not null || (page.NewestFirst && !isCursor);
        var skip = isCursor ? 0 : page.Offset;
        double edge = isDescending ? page.BeforeIndex ?? double.PositiveInfinity : page.AfterIndex ?? -1;
        var matches = new List<RoomEvent>(page.Limit);
        var chunk = Math.Clamp(page.Limit * 2, SmallestChunk, LargestChunk);
        while (matches.Count < page.Limit)
        {
            var entries = await redis.ReadAsync(database => isDescending ? Before(database, events, edge, chunk) : After(database, events, (long)edge, chunk), cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                var roomEvent = Decode(entry, roomId, events);
                if (!filter.Matches(roomEvent)) continue;
                if (skip > 0) skip--;
                else if (matches.Count < page.Limit) matches.Add(roomEvent);
            }

            if (entries.Length < chunk) break;
            edge = entries[^1].Score;

            // The page was not full with this much: matches are rare, so look further at a time.
            chunk = LargestChunk;
        }

        if (isDescending) matches.Reverse();
        return matches;
    }

    private static RoomEvent Decode(SortedSetEntry entry, string roomId, RedisKey events) =>
        EventCodec.Decode(entry.Element, roomId, (long)entry.Score, events);
}

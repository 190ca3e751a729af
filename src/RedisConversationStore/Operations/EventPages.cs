using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Pages of a timeline: ranges of the sorted set, by rank for offsets and by score for cursors. <see cref="FilteredEventPages"/> applies filters.</summary>
internal sealed class EventPages(RedisGateway redis, KeySpace keySpace)
{
    private readonly FilteredEventPages filtered = new(redis);

    internal static EventFilter MessagesOnly { get; } = new() { IncludeTypes = [EventType.Message] };

    internal async Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, EventPage page, EventFilter? filter, Call call)
    {
        var keys = keySpace.Room(roomId);
        if (filter is not null) return await filtered.ListAsync(roomId, keys, page, filter, call).ConfigureAwait(false);
        var events = keys.Events;
        var members = await redis.ReadPreferredAsync((database, flags) => Range(database, events, page, flags), call, events).ConfigureAwait(false);
        var isDescending = page.BeforeIndex is not null;
        var stored = new StoredEventPage(page.BeforeIndex ?? page.AfterIndex ?? -1, isDescending, events);
        var list = new RoomEvent[members.Length];
        for (var i = 0; i < list.Length; i++) list[isDescending ? list.Length - 1 - i : i] = stored.Parse(members[i]).Decode(roomId, events);
        return list;
    }

    /// <summary>The first events behind an index, ascending.</summary>
    internal static Task<RedisValue[]> After(IDatabase database, RedisKey events, double index, int count, CommandFlags flags) =>
        database.SortedSetRangeByScoreAsync(events, index, double.PositiveInfinity, Exclude.Start, Order.Ascending, 0, count, flags);

    /// <summary>The last events before an index, descending.</summary>
    internal static Task<RedisValue[]> Before(IDatabase database, RedisKey events, double index, int count, CommandFlags flags) =>
        database.SortedSetRangeByScoreAsync(events, double.NegativeInfinity, index, Exclude.Stop, Order.Descending, 0, count, flags);

    private static Task<RedisValue[]> Range(IDatabase database, RedisKey events, EventPage page, CommandFlags flags)
    {
        if (page.AfterIndex is { } after) return After(database, events, after, page.Limit, flags);
        if (page.BeforeIndex is { } before) return Before(database, events, before, page.Limit, flags);
        return page.NewestFirst
            ? database.SortedSetRangeByRankAsync(events, -((long)page.Offset + page.Limit), -((long)page.Offset + 1), flags: flags)
            : database.SortedSetRangeByRankAsync(events, page.Offset, (long)page.Offset + page.Limit - 1, flags: flags);
    }
}

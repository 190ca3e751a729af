using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Pages of a timeline: ranges of the sorted set, by rank for offsets and by score for cursors. A page of many bytes is read in several steps, see <see cref="EventSteps"/>. <see cref="FilteredEventPages"/> applies filters.</summary>
internal sealed class EventPages(RedisGateway redis, KeySpace keySpace, EventSteps steps)
{
    private readonly FilteredEventPages filtered = new(redis, steps);

    internal static EventFilter MessagesOnly { get; } = new() { IncludeTypes = [EventType.Message] };

    internal async Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, EventPage page, EventFilter? filter, Call call)
    {
        var keys = keySpace.Room(roomId);
        if (filter is not null) return await filtered.ListAsync(roomId, keys, page, filter, call).ConfigureAwait(false);
        var events = keys.Events;
        if (!steps.IsOneStep(roomId, page.Limit)) return await ListInStepsAsync(roomId, events, page, call).ConfigureAwait(false);
        var members = await redis.ReadPreferredAsync((database, flags) => Range(database, events, page, flags), call, events).ConfigureAwait(false);
        var isDescending = page.BeforeIndex is not null;
        var reader = new StoredEventPage(page.BeforeIndex ?? page.AfterIndex ?? -1, isDescending, events);
        var list = new RoomEvent[members.Length];
        var largest = 0;
        for (var i = 0; i < list.Length; i++)
        {
            var stored = reader.Parse(members[i]);
            largest = Math.Max(largest, stored.Bytes.Length);
            list[isDescending ? list.Length - 1 - i : i] = stored.Decode(roomId, events);
        }

        steps.Saw(roomId, largest);
        return list;
    }

    /// <summary>The first events behind an index, ascending.</summary>
    internal static Task<RedisValue[]> After(IDatabase database, RedisKey events, double index, int count, CommandFlags flags) =>
        database.SortedSetRangeByScoreAsync(events, index, double.PositiveInfinity, Exclude.Start, Order.Ascending, 0, count, flags);

    /// <summary>The last events before an index, descending.</summary>
    internal static Task<RedisValue[]> Before(IDatabase database, RedisKey events, double index, int count, CommandFlags flags) =>
        database.SortedSetRangeByScoreAsync(events, double.NegativeInfinity, index, Exclude.Stop, Order.Descending, 0, count, flags);

    private async Task<IReadOnlyList<RoomEvent>> ListInStepsAsync(string roomId, RedisKey events, EventPage page, Call call)
    {
        var isDescending = page.BeforeIndex is not null;
        var list = new SteppedPage(roomId, events, page.BeforeIndex ?? page.AfterIndex ?? -1, isDescending, steps);
        var first = await EventScripts.ListAsync(redis, events, page, steps.FirstRead(roomId), call).ConfigureAwait(false);
        list.Add(first.AsSpan(1));
        await list.ReadRestAsync((long)first[0], (commands, step) => redis.ReadPreferredAsync(commands, step, events), call).ConfigureAwait(false);
        return list.Ascending();
    }

    private static Task<RedisValue[]> Range(IDatabase database, RedisKey events, EventPage page, CommandFlags flags)
    {
        if (page.AfterIndex is { } after) return After(database, events, after, page.Limit, flags);
        if (page.BeforeIndex is { } before) return Before(database, events, before, page.Limit, flags);
        return page.NewestFirst
            ? database.SortedSetRangeByRankAsync(events, -((long)page.Offset + page.Limit), -((long)page.Offset + 1), flags: flags)
            : database.SortedSetRangeByRankAsync(events, page.Offset, (long)page.Offset + page.Limit - 1, flags: flags);
    }
}

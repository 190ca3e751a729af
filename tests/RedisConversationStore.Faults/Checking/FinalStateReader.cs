using System.Collections.Concurrent;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>Reads of a store what can be asked about the rooms of a history, in every way it can be asked.</summary>
/// <param name="store">The store.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class FinalStateReader(IConversationStore store, CancellationToken cancellationToken)
{
    private const int PageSize = 1000;
    private const int Concurrency = 64;

    /// <summary>Reads all rooms that there are, and those that were called for.</summary>
    /// <param name="calls">The calls of all drivers, by room.</param>
    public async Task<FinalState> ReadAsync(ILookup<string, RecordedCall> calls)
    {
        var listed = new List<Room>();
        while (true)
        {
            var page = await store.Rooms.ListAsync(listed.Count, PageSize, cancellationToken);
            listed.AddRange(page);
            if (page.Count < PageSize) break;
        }

        var rooms = new Dictionary<string, FinalRoom>();
        foreach (var id in listed.Select(room => room.Id).Union(calls.Select(group => group.Key)))
        {
            if (await store.Rooms.GetAsync(id, cancellationToken) is { } room) rooms.Add(id, await ReadAsync(room, calls[id]));
        }

        return new(rooms);
    }

    private async Task<FinalRoom> ReadAsync(Room room, IEnumerable<RecordedCall> calls)
    {
        var events = new List<FinalEvent>();
        await foreach (var stored in store.Events.EnumerateAsync(room.Id, pageSize: PageSize, cancellationToken: cancellationToken))
        {
            events.Add(new(stored.Id, stored.Index!.Value, stored.IdempotencyKey, (stored.Content as TextContent)?.Body));
        }

        var starts = calls.Select(call => call.Start).ToArray();
        var sent = starts.SelectMany(start => start.Events ?? []).ToArray();
        var ids = sent.Select(one => one.Id).Concat(events.Select(one => one.Id)).Distinct().ToArray();
        var keys = sent.Select(one => one.Key).Concat(events.Select(one => one.Key)).OfType<string>().Distinct();
        var claims = starts.Where(start => start.Operation == Operation.Claim).Select(start => start.Key!).Distinct();
        var markers = await store.ReadState.MarkersAsync(room.Id, cancellationToken);
        var channels = starts.Select(start => start.ChannelId).OfType<string>().Union(markers.Keys);
        return new()
        {
            EventCount = room.EventCount,
            LatestIndex = room.LatestIndex,
            DeliveredIndex = await store.Rooms.GetDeliveredIndexAsync(room.Id, cancellationToken),
            Version = room.Version,
            Counters = room.Metadata.ToDictionary(member => member.Key, member => member.Value.AsInt64()),
            Events = events,
            Count = await store.Events.CountAsync(room.Id, cancellationToken),
            Markers = markers,
            Unread = await LookUpAsync<long>(channels, async channel => await store.ReadState.UnreadCountAsync(room.Id, channel, cancellationToken)),
            IndexById = await LookUpAsync(ids, async id => (await store.Events.GetAsync(room.Id, id, cancellationToken))?.Index),
            IndexByIdAlone = await LookUpAsync(ids, async id => (await store.Events.GetAsync(id, cancellationToken))?.Index),
            EventByKey = await LookUpAsync(keys, async key => (await store.Idempotency.GetEventAsync(room.Id, key, cancellationToken))?.Id),
            ClaimedKeys = (await LookUpAsync<bool>(claims, async key => await store.Idempotency.IsSeenAsync(room.Id, key, cancellationToken) ? true : null)).Keys.ToHashSet(),
        };
    }

    private async Task<Dictionary<string, string>> LookUpAsync(IEnumerable<string> names, Func<string, Task<string?>> get)
    {
        var found = new ConcurrentDictionary<string, string>();
        await ForEachAsync(names, async name =>
        {
            if (await get(name) is { } value) found[name] = value;
        });
        return new(found);
    }

    private async Task<Dictionary<string, T>> LookUpAsync<T>(IEnumerable<string> names, Func<string, Task<T?>> get)
        where T : struct
    {
        var found = new ConcurrentDictionary<string, T>();
        await ForEachAsync(names, async name =>
        {
            if (await get(name) is { } value) found[name] = value;
        });
        return new(found);
    }

    private Task ForEachAsync(IEnumerable<string> names, Func<string, Task> work) =>
        Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, async (name, _) => await work(name));
}

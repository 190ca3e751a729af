using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>Reads a room in every way in which the store can be asked for what is in it. Records that cannot be read are noted, and count as not there.</summary>
/// <param name="store">The store.</param>
/// <param name="room">The room.</param>
/// <param name="cancellationToken">Stops reading.</param>
internal sealed class FinalRoomReader(IConversationStore store, Room room, CancellationToken cancellationToken)
{
    private const int PageSize = 1000;

    private readonly Questions questions = new(cancellationToken);

    /// <param name="calls">The calls to the room: they tell what to ask for.</param>
    public async Task<FinalRoom> ReadAsync(IEnumerable<RecordedCall> calls)
    {
        var starts = calls.Select(call => call.Start).ToArray();
        var events = await ReadTimelineAsync();
        var sent = starts.SelectMany(start => start.Events ?? []).ToArray();
        var ids = sent.Select(one => one.Id).Concat(events.Select(one => one.Id)).Distinct().ToArray();
        var keys = sent.Select(one => one.Key).Concat(events.Select(one => one.Key)).OfType<string>().Distinct();
        var claims = starts.Where(start => start.Operation == Operation.Claim).Select(start => start.Key!).Distinct();
        var markers = await store.ReadState.MarkersAsync(room.Id, cancellationToken);
        var channels = starts.Select(start => start.ChannelId).OfType<string>().Union(markers.Keys);

        var indexById = await questions.AskAsync(ids, async id => (await store.Events.GetAsync(room.Id, id, cancellationToken))?.Index);
        var indexByIdAlone = await questions.AskAsync(ids, async id => (await store.Events.GetAsync(id, cancellationToken))?.Index);
        var eventByKey = await questions.AskAsync(keys, async key => (await store.Idempotency.GetEventAsync(room.Id, key, cancellationToken))?.Id);
        var unread = await questions.AskAsync(channels, async channel => (long?)await store.ReadState.UnreadCountAsync(room.Id, channel, cancellationToken));
        var claimed = await questions.AskAsync(claims, async key => await store.Idempotency.IsSeenAsync(room.Id, key, cancellationToken) ? key : null);
        return new()
        {
            CreatedAt = room.CreatedAt,
            OrganizationId = room.OrganizationId,
            Status = room.Status.Value,
            EventCount = room.EventCount,
            LatestIndex = room.LatestIndex,
            DeliveredIndex = await store.Rooms.GetDeliveredIndexAsync(room.Id, cancellationToken),
            Version = room.Version,
            Counters = room.Metadata.ToDictionary(member => member.Key, member => member.Value.AsInt64()),
            Events = events,
            Count = await store.Events.CountAsync(room.Id, cancellationToken),
            Markers = markers,
            Unread = unread.ToDictionary(pair => pair.Key, pair => pair.Value!.Value),
            IndexById = indexById.ToDictionary(pair => pair.Key, pair => pair.Value!.Value),
            IndexByIdAlone = indexByIdAlone.ToDictionary(pair => pair.Key, pair => pair.Value!.Value),
            EventByKey = eventByKey.ToDictionary(pair => pair.Key, pair => pair.Value!),
            ClaimedKeys = claimed.Keys.ToHashSet(),
            Unreadable = questions.Unreadable,
        };
    }

    private async Task<List<FinalEvent>> ReadTimelineAsync()
    {
        var events = new List<FinalEvent>();
        await questions.AskAsync("the timeline", async () =>
        {
            await foreach (var stored in store.Events.EnumerateAsync(room.Id, pageSize: PageSize, cancellationToken: cancellationToken))
            {
                events.Add(new(stored.Id, stored.Index!.Value, stored.IdempotencyKey, (stored.Content as TextContent)?.Body));
            }

            return events;
        });
        return events;
    }
}

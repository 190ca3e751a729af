using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Writes and single reads of events. <see cref="EventPages"/> reads timelines, <see cref="EventDeletion"/> deletes.</summary>
internal sealed class RedisEvents(RedisGateway redis, KeySpace keySpace, EventLocators locators, RedisConversationStoreOptions options) : IEventStore
{
    private readonly EventPages pages = new(redis, keySpace);
    private readonly EventDeletion deletion = new(redis, keySpace, locators);

    public async Task<AddEventResult> AddAsync(RoomEvent roomEvent, AddEventOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomEvent);
        var results = await AddAsync(accepted.RoomId, [accepted], RecordRules.Accept(options), cancellationToken).ConfigureAwait(false);
        return results[0];
    }

    public async Task<IReadOnlyList<AddEventResult>> AddManyAsync(string roomId, IReadOnlyList<RoomEvent> events, AddEventOptions? options = null, CancellationToken cancellationToken = default) =>
        await AddAsync(roomId, RecordRules.Accept(roomId, events), RecordRules.Accept(options), cancellationToken).ConfigureAwait(false);

    public async Task<AddEventResult> ImportAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomEvent);
        var index = accepted.Index ?? throw new ArgumentException("An imported event carries its index.", nameof(roomEvent));
        var item = new EncodedEvent(accepted, EventCodec.Encode(accepted, options.MaxEventBytes));
        var keys = keySpace.Room(accepted.RoomId);
        cancellationToken.ThrowIfCancellationRequested();

        var located = locators.AddAsync(accepted.RoomId, [item], cancellationToken);
        var imported = EventScripts.ImportAsync(redis, keys, item, options.IdempotencyTimeToLive, cancellationToken);
        await BothAsync(located, imported).ConfigureAwait(false);
        var (status, stored) = await imported.ConfigureAwait(false);
        var wasAdded = await located.ConfigureAwait(false);
        if (wasAdded.Length > 0)
        {
            var isInRoom = status is EventScripts.ImportStatus.Ok or EventScripts.ImportStatus.Duplicate or EventScripts.ImportStatus.IdElsewhere;
            await locators.SettleAsync(accepted.RoomId, accepted.Id, wasAdded[0], status == EventScripts.ImportStatus.Ok, isInRoom, cancellationToken).ConfigureAwait(false);
        }

        return status switch
        {
            EventScripts.ImportStatus.Ok => new(AddEventOutcome.Committed, accepted),
            EventScripts.ImportStatus.Duplicate => new(AddEventOutcome.Duplicate, EventCodec.Decode(stored, accepted.RoomId, index, keys.Events)),
            EventScripts.ImportStatus.RoomNotFound => throw new RecordNotFoundException(RecordKinds.Room, accepted.RoomId),
            EventScripts.ImportStatus.KeyClaimed => throw Conflicts.KeyClaimed(accepted.IdempotencyKey!),
            EventScripts.ImportStatus.IndexTaken => throw new RecordConflictException(RecordKinds.Event, accepted.Id, $"the index {index} is in use by another event."),
            EventScripts.ImportStatus.IdElsewhere => throw new RecordConflictException(RecordKinds.Event, accepted.Id, $"the event is stored under another index than {index}."),
            _ => throw new RecordConflictException(RecordKinds.IdempotencyKey, accepted.IdempotencyKey!, "it belongs to another event of the room."),
        };
    }

    public async Task<RoomEvent?> GetAsync(string eventId, CancellationToken cancellationToken = default)
    {
        Check.Id(eventId);
        return await locators.FindAsync(eventId, cancellationToken).ConfigureAwait(false) is { } roomId
            ? await GetAsync(roomId, eventId, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async Task<RoomEvent?> GetAsync(string roomId, string eventId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(eventId);
        cancellationToken.ThrowIfCancellationRequested();
        var keys = keySpace.Room(roomId);
        var stored = await EventScripts.GetAsync(redis, keys, eventId, cancellationToken).ConfigureAwait(false);
        return stored is { } found ? EventCodec.Decode(found.Bytes, roomId, found.Index, keys.Events) : null;
    }

    public async Task<RoomEvent> UpdateAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomEvent);
        var item = new EncodedEvent(accepted, EventCodec.Encode(accepted, options.MaxEventBytes));
        var keys = keySpace.Room(accepted.RoomId);
        cancellationToken.ThrowIfCancellationRequested();
        var (status, index, kept) = await EventScripts.UpdateAsync(redis, keys, item, cancellationToken).ConfigureAwait(false);
        switch (status)
        {
            case EventScripts.UpdateStatus.Ok:
                var (createdAt, idempotencyKey) = EventCodec.ReadKeptPart(kept.Span);
                return accepted with { Index = index, CreatedAt = createdAt, IdempotencyKey = idempotencyKey };
            case EventScripts.UpdateStatus.EventNotFound:
                throw new RecordNotFoundException(RecordKinds.Event, accepted.Id);
            default:
                throw new CorruptRecordException(keys.Events.ToString(), null, $"The event at index {index} is damaged, or has another format version than {StoredFormat.Version}. If replicas run different versions, update this one.");
        }
    }

    public Task<IReadOnlyList<string>> DeleteAsync(string roomId, string eventId, bool cascade = true, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(eventId);
        cancellationToken.ThrowIfCancellationRequested();
        return deletion.DeleteAsync(roomId, eventId, cascade, cancellationToken);
    }

    public Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, EventPage page, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        RecordRules.Accept(page, filter);
        cancellationToken.ThrowIfCancellationRequested();
        return pages.ListAsync(roomId, page, filter, cancellationToken);
    }

    public Task<IReadOnlyList<RoomEvent>> ConversationAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default) =>
        ListAsync(roomId, LatestOrAfter(limit, afterIndex), EventPages.MessagesOnly, cancellationToken);

    public Task<IReadOnlyList<RoomEvent>> TimelineAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default) =>
        ListAsync(roomId, LatestOrAfter(limit, afterIndex), filter: null, cancellationToken);

    public async Task<IReadOnlyList<ThreadSummary>> ThreadSummariesAsync(string roomId, IReadOnlyList<string> rootEventIds, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.DistinctIds(rootEventIds, least: 1, EventLimits.MaxPageLimit);
        cancellationToken.ThrowIfCancellationRequested();
        var keys = keySpace.Room(roomId);
        var values = await EventScripts.ThreadSummariesAsync(redis, keys, rootEventIds, cancellationToken).ConfigureAwait(false);
        var summaries = new List<ThreadSummary>(rootEventIds.Count);
        for (var i = 0; i < rootEventIds.Count; i++)
        {
            var count = (long)values[2 * i];
            if (count == 0) continue;
            ReadOnlyMemory<byte> last = values[(2 * i) + 1];
            StoredFormat.RequireVersion(last.Span, keys.Events);
            summaries.Add(new() { RootEventId = rootEventIds[i], ReplyCount = count, LastReplyAt = EventCodec.ReadCreatedAt(last.Span) });
        }

        return summaries;
    }

    public Task<long> CountAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        return redis.ReadAsync(database => database.SortedSetLengthAsync(keySpace.Room(roomId).Events), cancellationToken);
    }

    private static EventPage LatestOrAfter(int limit, long? afterIndex) =>
        afterIndex is { } after ? EventPage.After(after, limit) : EventPage.Newest(limit);

    private async Task<AddEventResult[]> AddAsync(string roomId, RoomEvent[] events, AddEventOptions addOptions, CancellationToken cancellationToken)
    {
        var items = new EncodedEvent[events.Length];
        for (var i = 0; i < items.Length; i++) items[i] = new(events[i], EventCodec.Encode(events[i], options.MaxEventBytes));
        var keys = keySpace.Room(roomId);
        cancellationToken.ThrowIfCancellationRequested();

        // The locators travel beside the commit, not before it: one round trip, and the call is
        // acknowledged only when both are in.
        var located = locators.AddAsync(roomId, items, cancellationToken);
        var added = AddEventsScript.RunAsync(redis, keys, items, addOptions.RefuseWhenClosed, addOptions.IdempotencyTimeToLive ?? options.IdempotencyTimeToLive, cancellationToken);
        await BothAsync(located, added).ConfigureAwait(false);
        var reply = await added.ConfigureAwait(false);
        await SettleLocatorsAsync(roomId, items, await located.ConfigureAwait(false), reply, cancellationToken).ConfigureAwait(false);
        switch (reply.Status)
        {
            case AddEventsReply.RoomNotFound:
                throw new RecordNotFoundException(RecordKinds.Room, roomId);
            case AddEventsReply.RoomClosed:
                throw new RoomClosedException(roomId);
            case AddEventsReply.KeyClaimed:
                throw Conflicts.KeyClaimed(events[reply.Position].IdempotencyKey!);
        }

        var results = new AddEventResult[items.Length];
        for (var i = 0; i < results.Length; i++) results[i] = ToResult(reply, i, results, events[i], keys);
        return results;
    }

    private async Task SettleLocatorsAsync(string roomId, EncodedEvent[] items, bool[] wasAdded, AddEventsReply reply, CancellationToken cancellationToken)
    {
        for (var i = 0; i < wasAdded.Length; i++)
        {
            // A refused call may repeat events that are in the room; their locators are left, which is harmless.
            var isRefused = reply.Status != AddEventsReply.Ok;
            var isCommitted = !isRefused && reply.Outcome(i) == AddedOutcome.Committed;
            var isInRoom = isRefused ? reply.Status != AddEventsReply.RoomNotFound : reply.Outcome(i) != AddedOutcome.DuplicateByKey;
            if (isCommitted == wasAdded[i] && isInRoom) continue;
            await locators.SettleAsync(roomId, items[i].Event.Id, wasAdded[i], isCommitted, isInRoom, cancellationToken).ConfigureAwait(false);
        }
    }

    private static AddEventResult ToResult(AddEventsReply reply, int position, AddEventResult[] earlier, RoomEvent given, RoomKeys keys)
    {
        var index = reply.Index(position);
        if (reply.Outcome(position) == AddedOutcome.Committed) return new(AddEventOutcome.Committed, given with { Index = index });
        var stored = reply.Stored(position);
        if (!stored.IsEmpty) return new(AddEventOutcome.Duplicate, EventCodec.Decode(stored, given.RoomId, index, keys.Events));
        for (var i = 0; i < position; i++)
        {
            if (earlier[i].Event.Index == index) return new(AddEventOutcome.Duplicate, earlier[i].Event);
        }

        throw new CorruptRecordException(keys.Events.ToString(), null, $"The event '{given.Id}' has the index {index}, where no event is.");
    }

    // Both were sent; a fault of either must not leave the other's unobserved, nor hide that the event may be in.
    private static async Task BothAsync(Task located, Task committed)
    {
        if (located.IsCompletedSuccessfully) return;
        try
        {
            await Task.WhenAll(located, committed).ConfigureAwait(false);
        }
        catch (StoreUnavailableException fault) when (!fault.MayHaveTakenEffect && MayHaveHappened(committed))
        {
            throw new StoreUnavailableException(
                fault.Reason,
                "The event may be in the room, but making it known by its id alone failed; adding it again is safe, and completes it. " + fault.InnerException?.Message,
                fault.IsRetrySafe,
                mayHaveTakenEffect: true,
                fault);
        }
    }

    private static bool MayHaveHappened(Task write) =>
        write.IsCompletedSuccessfully || write.Exception?.InnerException is StoreUnavailableException { MayHaveTakenEffect: true };
}

/// <summary>Conflicts that several operations report.</summary>
internal static class Conflicts
{
    internal static RecordConflictException KeyClaimed(string key) =>
        new(RecordKinds.IdempotencyKey, key, "it is claimed for work that is not an event. Release it, or let it expire, to add an event under it.");
}

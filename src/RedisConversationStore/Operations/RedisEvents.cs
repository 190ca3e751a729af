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
        var outcome = status switch
        {
            EventScripts.ImportStatus.Ok => LocatedOutcome.Committed,
            EventScripts.ImportStatus.Duplicate or EventScripts.ImportStatus.IdElsewhere => LocatedOutcome.InRoom,
            _ => LocatedOutcome.Unsure,
        };
        await locators.SettleAsync(accepted.RoomId, [item], wasAdded, _ => outcome, cancellationToken).ConfigureAwait(false);
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
                throw new CorruptRecordException(keys.Events.ToString(), null, $"The event at index {index} has another format version than {StoredFormat.Version}. If replicas run different versions, update this one.");
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
        var wasAdded = await located.ConfigureAwait(false);
        if (!IsSettled(wasAdded, reply)) await SettleAsync(roomId, items, wasAdded, reply, cancellationToken).ConfigureAwait(false);
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

    // Nearly every call: all were committed, and none had a locator before.
    private static bool IsSettled(bool[] wasAdded, AddEventsReply reply)
    {
        for (var i = 0; i < wasAdded.Length; i++)
        {
            if (!wasAdded[i] || LocatedOutcomeOf(reply, i) != LocatedOutcome.Committed) return false;
        }

        return true;
    }

    private Task SettleAsync(string roomId, EncodedEvent[] items, bool[] wasAdded, AddEventsReply reply, CancellationToken cancellationToken) =>
        locators.SettleAsync(roomId, items, wasAdded, position => LocatedOutcomeOf(reply, position), cancellationToken);

    private static LocatedOutcome LocatedOutcomeOf(AddEventsReply reply, int position) =>
        reply.Status != AddEventsReply.Ok ? LocatedOutcome.Unsure
        : reply.Outcome(position) switch
        {
            AddedOutcome.Committed => LocatedOutcome.Committed,
            AddedOutcome.Duplicate => LocatedOutcome.InRoom,
            _ => LocatedOutcome.Unsure,
        };

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

    // Both were sent; a fault of either must not leave the other's unobserved.
    private static async Task BothAsync(Task located, Task committed)
    {
        if (located.IsCompletedSuccessfully) return;
        await Task.WhenAll(located, committed).ConfigureAwait(false);
    }
}

/// <summary>Conflicts that several operations report.</summary>
internal static class Conflicts
{
    internal static RecordConflictException KeyClaimed(string key) =>
        new(RecordKinds.IdempotencyKey, key, "it is claimed for work that is not an event. Release it, or let it expire, to add an event under it.");
}

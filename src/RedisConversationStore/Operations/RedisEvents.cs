using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Writes and single reads of events. <see cref="EventAdditions"/> adds them, <see cref="EventPages"/> reads timelines, <see cref="EventContinuations"/> reads on behind cursors, <see cref="EventDeletion"/> deletes.</summary>
internal sealed class RedisEvents : IEventStore
{
    private readonly RedisGateway redis;
    private readonly KeySpace keySpace;
    private readonly EventLocators locators;
    private readonly RedisConversationStoreOptions options;
    private readonly EventSteps steps;
    private readonly EventAdditions additions;
    private readonly GroupCommit? groups;
    private readonly EventPages pages;
    private readonly EventContinuations continuations;
    private readonly EventDeletion deletion;

    internal RedisEvents(RedisGateway redis, KeySpace keySpace, EventLocators locators, RedisConversationStoreOptions options)
    {
        this.redis = redis;
        this.keySpace = keySpace;
        this.locators = locators;
        this.options = options;
        steps = new(options.MaxEventBytes);
        additions = new(redis, keySpace, locators);
        if (options.GroupCommit) groups = new(redis, additions);
        pages = new(redis, keySpace, steps);
        continuations = new(redis, keySpace, steps);
        deletion = new(redis, keySpace, locators);
    }

    public Task<AddEventResult> AddAsync(RoomEvent roomEvent, AddEventOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomEvent);
        var terms = Terms(RecordRules.Accept(options));
        var item = Encode(accepted, CallNonce.CreateShort());
        cancellationToken.ThrowIfCancellationRequested();
        return groups is null ? additions.AddAsync(item, terms, cancellationToken) : groups.AddAsync(item, terms, cancellationToken);
    }

    public async Task<IReadOnlyList<AddEventResult>> AddManyAsync(string roomId, IReadOnlyList<RoomEvent> events, AddEventOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomId, events);
        var terms = Terms(RecordRules.Accept(options));
        var nonce = CallNonce.CreateShort();
        var items = new EncodedEvent[accepted.Length];
        long bytes = 0;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Encode(accepted[i], nonce);
            bytes += items[i].Bytes.Length;
            RecordRules.BatchSize(bytes, this.options.MaxBatchBytes);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await additions.AddManyAsync(roomId, items, terms, cancellationToken).ConfigureAwait(false);
    }

    public async Task<AddEventResult> ImportAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomEvent);
        var index = accepted.Index ?? throw new ArgumentException("An imported event carries its index.", nameof(roomEvent));
        var item = Encode(accepted, CallNonce.CreateShort());
        var keys = keySpace.Room(accepted.RoomId);
        cancellationToken.ThrowIfCancellationRequested();

        Call call = cancellationToken;
        var located = locators.Put(accepted.RoomId, [item]);
        EventScripts.ImportStatus status;
        ReadOnlyMemory<byte> stored;
        try
        {
            (status, stored) = await EventScripts.ImportAsync(redis, keys, item, options.IdempotencyTimeToLive, located, call).ConfigureAwait(false);
        }
        catch (Exception) when (located is not null)
        {
            locators.Withdraw(located);
            throw;
        }

        if (located is not null)
        {
            var settled = status == EventScripts.ImportStatus.Ok ? locators.ConfirmAsync(located, 0, call) : locators.WithdrawAsync(located, call);
            await RedisGateway.FinishAsync(settled).ConfigureAwait(false);
        }

        return status switch
        {
            EventScripts.ImportStatus.Ok => new(AddEventOutcome.Committed, accepted),
            EventScripts.ImportStatus.Duplicate => new(AddEventOutcome.Duplicate, StoredEvent.Parse(stored, keys.Events).Decode(accepted.RoomId, keys.Events)),
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
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        return await locators.FindAsync(eventId, call).ConfigureAwait(false) is { } roomId
            ? await GetAsync(roomId, eventId, call).ConfigureAwait(false)
            : null;
    }

    public Task<RoomEvent?> GetAsync(string roomId, string eventId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(eventId);
        cancellationToken.ThrowIfCancellationRequested();
        return GetAsync(roomId, eventId, (Call)cancellationToken);
    }

    public async Task<RoomEvent> UpdateAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomEvent);
        var item = Encode(accepted);
        var keys = keySpace.Room(accepted.RoomId);
        cancellationToken.ThrowIfCancellationRequested();
        var (status, index, kept) = await EventScripts.UpdateAsync(redis, keys, item, cancellationToken).ConfigureAwait(false);
        switch (status)
        {
            case EventScripts.UpdateStatus.Ok:
                var (createdAt, idempotencyKey) = EventCodec.DecodeKeptPart(StoredEvent.Parse(kept, keys.Events).Bytes.Span, keys.Events);
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

    public Task<EventContinuation?> ContinueAsync(string roomId, EventCursor? cursor = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Limit(limit);
        cancellationToken.ThrowIfCancellationRequested();
        return continuations.ContinueAsync(roomId, cursor, limit, cancellationToken);
    }

    public async Task<IReadOnlyList<ThreadSummary>> ThreadSummariesAsync(string roomId, IReadOnlyList<string> rootEventIds, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.DistinctIds(rootEventIds, least: 0, EventLimits.MaxPageLimit);
        cancellationToken.ThrowIfCancellationRequested();
        if (rootEventIds.Count == 0) return [];
        var keys = keySpace.Room(roomId);
        ArraySegment<string> roots = rootEventIds.ToArray();
        var summaries = new List<ThreadSummary>(roots.Count);
        while (roots.Count > 0)
        {
            var values = await EventScripts.ThreadSummariesAsync(redis, keys, roots, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < values.Length / 2; i++)
            {
                var count = (long)values[2 * i];
                if (count == 0) continue;
                var last = StoredEvent.Parse(values[(2 * i) + 1], keys.Events).Bytes;
                summaries.Add(new() { RootEventId = roots[i], ReplyCount = count, LastReplyAt = EventCodec.DecodeKeptPart(last.Span, keys.Events).CreatedAt });
            }

            roots = roots[(values.Length / 2)..];
            cancellationToken.ThrowIfCancellationRequested();
        }

        return summaries;
    }

    public Task<long> CountAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        return redis.ReadPreferredAsync((database, flags) => database.SortedSetLengthAsync(keySpace.Room(roomId).Events, flags: flags), cancellationToken, keySpace.Room(roomId).Events);
    }

    private async Task<RoomEvent?> GetAsync(string roomId, string eventId, Call call)
    {
        var keys = keySpace.Room(roomId);
        var stored = await EventScripts.GetAsync(redis, keys, eventId, call).ConfigureAwait(false);
        return stored.IsNull ? null : RequireId(StoredEvent.Parse(stored, keys.Events).Decode(roomId, keys.Events), eventId, keys);
    }

    /// <exception cref="CorruptRecordException">The index that an event id leads to has another event.</exception>
    private static RoomEvent RequireId(RoomEvent found, string eventId, RoomKeys keys) =>
        found.Id == eventId ? found : throw new CorruptRecordException(keys.Events.ToString(), null, $"Where the event '{eventId}' should be, '{found.Id}' is.");

    private static EventPage LatestOrAfter(int limit, long? afterIndex) =>
        afterIndex is { } after ? EventPage.After(after, limit) : EventPage.Newest(limit);

    private EncodedEvent Encode(RoomEvent accepted, uint callNonce = 0)
    {
        var bytes = EventCodec.Encode(accepted, options.MaxEventBytes, callNonce);
        steps.Writes(accepted.RoomId, bytes.Length);
        return new(accepted, bytes);
    }

    private AdditionTerms Terms(AddEventOptions how) => new(how.RefuseWhenClosed, how.IdempotencyTimeToLive ?? options.IdempotencyTimeToLive);
}

/// <summary>Conflicts that several operations report.</summary>
internal static class Conflicts
{
    internal static RecordConflictException KeyClaimed(string key) =>
        new(RecordKinds.IdempotencyKey, key, "it is claimed for work that is not an event. Release it, or let it expire, to add an event under it.");
}

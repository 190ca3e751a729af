namespace Conversations.InMemory;

internal sealed class InMemoryEvents(StoreState state, InMemoryConversationStoreOptions options) : IEventStore
{
    private static readonly EventFilter Messages = new() { IncludeTypes = [EventType.Message] };

    public Task<AddEventResult> AddAsync(RoomEvent roomEvent, AddEventOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = Accept(roomEvent);
        var how = RecordRules.Accept(options);
        return state.Run(() => Add(accepted.RoomId, [accepted], how)[0], cancellationToken);
    }

    public Task<IReadOnlyList<AddEventResult>> AddManyAsync(string roomId, IReadOnlyList<RoomEvent> events, AddEventOptions? options = null, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(roomId, events);
        CheckSizes(accepted);
        var how = RecordRules.Accept(options);
        return state.Run<IReadOnlyList<AddEventResult>>(() => Add(roomId, accepted, how), cancellationToken);
    }

    public Task<AddEventResult> ImportAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default)
    {
        var accepted = Accept(roomEvent);
        if (accepted.Index is null) throw new ArgumentException("An event to import carries its index.", nameof(roomEvent));
        return state.Run(() => Import(accepted, accepted.Index.Value), cancellationToken);
    }

    public Task<RoomEvent?> GetAsync(string eventId, CancellationToken cancellationToken = default)
    {
        Check.Id(eventId);
        return state.Run(() => state.RoomByEvent.GetValueOrDefault(eventId)?.Timeline.Find(eventId), cancellationToken);
    }

    public Task<RoomEvent?> GetAsync(string roomId, string eventId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(eventId);
        return state.Run(() => state.FindRoom(roomId)?.Timeline.Find(eventId), cancellationToken);
    }

    public Task<RoomEvent> UpdateAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default)
    {
        var accepted = Accept(roomEvent);
        return state.Run(
            () =>
            {
                var timeline = state.FindRoom(accepted.RoomId)?.Timeline;
                var present = timeline?.Find(accepted.Id) ?? throw new RecordNotFoundException(RecordKinds.Event, accepted.Id);
                var changed = accepted with { Index = present.Index, CreatedAt = present.CreatedAt, IdempotencyKey = present.IdempotencyKey };
                timeline!.Replace(changed);
                return changed;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<string>> DeleteAsync(string roomId, string eventId, bool cascade = true, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(eventId);
        return state.Run<IReadOnlyList<string>>(() => Delete(roomId, eventId, cascade), cancellationToken);
    }

    public Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, EventPage page, EventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        RecordRules.Accept(page, filter);
        return state.Run<IReadOnlyList<RoomEvent>>(() => state.FindRoom(roomId)?.Timeline.Page(page, filter) ?? [], cancellationToken);
    }

    public Task<IReadOnlyList<RoomEvent>> ConversationAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default) =>
        ListAsync(roomId, LatestOrAfter(limit, afterIndex), Messages, cancellationToken);

    public Task<IReadOnlyList<RoomEvent>> TimelineAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default) =>
        ListAsync(roomId, LatestOrAfter(limit, afterIndex), filter: null, cancellationToken);

    public Task<EventContinuation?> ContinueAsync(string roomId, EventCursor? cursor = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Limit(limit);
        return state.Run(() => state.TryGetRoom(roomId, out var room) ? RoomContinuation.Continue(room, cursor, limit) : null, cancellationToken);
    }

    public Task<IReadOnlyList<ThreadSummary>> ThreadSummariesAsync(string roomId, IReadOnlyList<string> rootEventIds, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.DistinctIds(rootEventIds, 0, EventLimits.MaxPageLimit);
        string[] roots = [.. rootEventIds];
        return state.Run<IReadOnlyList<ThreadSummary>>(
            () => state.TryGetRoom(roomId, out var room) ? [.. roots.Select(room.Timeline.Summary).OfType<ThreadSummary>()] : [],
            cancellationToken);
    }

    public Task<long> CountAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run<long>(() => state.FindRoom(roomId)?.Timeline.Count ?? 0, cancellationToken);
    }

    private static EventPage LatestOrAfter(int limit, long? afterIndex) =>
        afterIndex is { } after ? EventPage.After(after, limit) : EventPage.Newest(limit);

    private RoomEvent Accept(RoomEvent roomEvent)
    {
        var accepted = RecordRules.Accept(roomEvent);
        CheckSize(accepted);
        return accepted;
    }

    private void CheckSizes(RoomEvent[] accepted) => RecordRules.BatchSize(accepted, options.MaxEventBytes, options.MaxBatchBytes);

    private void CheckSize(RoomEvent accepted) => RecordRules.EventSize(accepted, options.MaxEventBytes);

    /// <summary>All or nothing: the first pass finds every reason to refuse, the second cannot fail.</summary>
    private AddEventResult[] Add(string roomId, RoomEvent[] events, AddEventOptions how)
    {
        var room = state.NeedRoom(roomId);
        var now = state.Now;
        foreach (var roomEvent in events) state.RecallEvent(roomEvent.Id, room);
        foreach (var roomEvent in events)
        {
            // A duplicate in a closed room stays a duplicate: the retry of a write that took effect must not hear that it did not.
            if (FindDuplicate(room, roomEvent, now) is null && how.RefuseWhenClosed && room.IsClosed) throw new RoomClosedException(roomId);
        }

        var timeToLive = how.IdempotencyTimeToLive ?? options.IdempotencyTimeToLive;
        var results = new AddEventResult[events.Length];
        for (var i = 0; i < results.Length; i++)
        {
            // What an earlier event of this call added is found here too.
            results[i] = FindDuplicate(room, events[i], now) is { } duplicate
                ? new(AddEventOutcome.Duplicate, duplicate)
                : new(AddEventOutcome.Committed, Commit(room, events[i], room.Record.LatestIndex + 1, now, now, timeToLive));
        }

        return results;
    }

    /// <summary>The event as stored already, by its key first, then by its id; null when it is new.</summary>
    /// <exception cref="RecordConflictException">The key was claimed for other work.</exception>
    private static RoomEvent? FindDuplicate(RoomState room, RoomEvent roomEvent, DateTimeOffset now)
    {
        if (roomEvent.IdempotencyKey is { } key && room.Keys.TryGet(key, now, out var claim))
        {
            return room.Timeline.Find(claim.EventId ?? throw ClaimedForOtherWork(key));
        }

        return room.Timeline.Find(roomEvent.Id);
    }

    private AddEventResult Import(RoomEvent roomEvent, long index)
    {
        var room = state.NeedRoom(roomEvent.RoomId);
        var now = state.Now;
        state.RecallEvent(roomEvent.Id, room);
        if (room.Timeline.Find(roomEvent.Id) is { } same)
        {
            return same.Index == index
                ? new(AddEventOutcome.Duplicate, same)
                : throw new RecordConflictException(RecordKinds.Event, roomEvent.Id, $"it is stored under index {same.Index}.");
        }

        if (room.Timeline.At(index) is { } other)
        {
            throw new RecordConflictException(RecordKinds.Event, roomEvent.Id, $"index {index} is in use by the event '{other.Id}'.");
        }

        if (roomEvent.IdempotencyKey is { } key && room.Keys.TryGet(key, now, out var claim))
        {
            throw claim.EventId is null
                ? ClaimedForOtherWork(key)
                : new RecordConflictException(RecordKinds.IdempotencyKey, key, $"it belongs to the event '{claim.EventId}'.");
        }

        return new(AddEventOutcome.Committed, Commit(room, roomEvent, index, roomEvent.CreatedAt < now ? roomEvent.CreatedAt : now, now, options.IdempotencyTimeToLive));
    }

    private RoomEvent Commit(RoomState room, RoomEvent roomEvent, long index, DateTimeOffset activity, DateTimeOffset now, TimeSpan timeToLive)
    {
        var committed = roomEvent with { Index = index };
        room.Timeline.Insert(committed);
        if (committed.IdempotencyKey is { } key) room.Keys.Add(key, committed.Id, now, timeToLive);
        state.RoomByEvent[committed.Id] = room;

        var record = room.Record;
        room.Record = record with
        {
            EventCount = record.EventCount + 1,
            LatestIndex = Math.Max(record.LatestIndex, index),
            Timers = record.Timers with { LastActivityAt = Activity.Later(record.Timers.LastActivityAt, activity, now) },
        };
        return committed;
    }

    private List<string> Delete(string roomId, string eventId, bool cascade)
    {
        var deleted = new List<string>();
        if (!state.TryGetRoom(roomId, out var room) || room.Timeline.Find(eventId) is not { } root) return deleted;
        Remove(root);
        if (!cascade) return deleted;
        foreach (var reply in room.Timeline.Replies(eventId)) Remove(reply);
        return deleted;

        void Remove(RoomEvent roomEvent)
        {
            room.Timeline.Remove(roomEvent);
            room.Keys.ReleaseOf(roomEvent);
            state.ForgetEvent(roomEvent.Id, room);
            deleted.Add(roomEvent.Id);
        }
    }

    private static RecordConflictException ClaimedForOtherWork(string key) =>
        new(RecordKinds.IdempotencyKey, key, "it was claimed for work that is not an event.");
}

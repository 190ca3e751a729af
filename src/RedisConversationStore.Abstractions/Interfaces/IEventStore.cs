namespace Conversations;

/// <summary>The events of rooms. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
/// <remarks>An unknown room reads as an empty one.</remarks>
public interface IEventStore
{
    /// <summary>Adds an event: one atomic step assigns the room's next index, stores the event, claims its idempotency key and raises event_count, latest_index and last_activity_at (to the time of the commit, by the server's clock on Redis). No observer sees one part without the others. Indices start at 0, are dense and unique under any number of writers in any number of processes, and are never used again. One round trip; O(log n) in the events of the room.</summary>
    /// <param name="roomEvent">The event; a given index is ignored. At most 1 MiB encoded by default.</param>
    /// <param name="options">Null for <see cref="AddEventOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Committed, with the event as stored; or duplicate (the same event id in this room, or the same idempotency key within its time to live), with the event as it is stored already. So a write can be retried after a timeout without a second effect.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RoomClosedException">The room is closed or archived, and the options ask to refuse that.</exception>
    /// <exception cref="RecordConflictException">The idempotency key was claimed for work that is not an event.</exception>
    Task<AddEventResult> AddAsync(RoomEvent roomEvent, AddEventOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Adds many events to one room, all or nothing, with contiguous indices in the order given. An event that repeats an earlier one of the same call is a duplicate of it. One round trip; O(m log n).</summary>
    /// <param name="roomId">The room; every event must name it.</param>
    /// <param name="events">1 to <see cref="EventLimits.MaxEventsPerAdd"/> events.</param>
    /// <param name="options">Null for <see cref="AddEventOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>One result per event, in the order given.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RoomClosedException">The room is closed or archived, and the options ask to refuse that.</exception>
    /// <exception cref="RecordConflictException">An idempotency key was claimed for work that is not an event; nothing was stored.</exception>
    Task<IReadOnlyList<AddEventResult>> AddManyAsync(string roomId, IReadOnlyList<RoomEvent> events, AddEventOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Stores an event under the index it carries, for restores and migrations. The room's next index moves past it, event_count rises as for an add, and last_activity_at to the event's created_at, at most to the present. One round trip; O(log n) in the events of the room.</summary>
    /// <param name="roomEvent">The event, with <see cref="RoomEvent.Index"/> set, 0 to 2^52. At most 1 MiB encoded by default.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Committed, or duplicate when the same event is there already.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RecordConflictException">The index is in use by another event, the same event id is stored under another index, or the idempotency key belongs to another event or was claimed for work that is not an event.</exception>
    Task<AddEventResult> ImportAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default);

    /// <summary>An event by its id alone. An id used in two rooms answers with the one committed last, and with nothing once that one is deleted. Two round trips on Redis; O(log n). Prefer <see cref="GetAsync(string, string, CancellationToken)"/> where the room is known.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The event, or null when there is none.</returns>
    Task<RoomEvent?> GetAsync(string eventId, CancellationToken cancellationToken = default);

    /// <summary>An event by its room and id. One round trip; O(log n) in the events of the room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The event, or null when the room has none with that id.</returns>
    Task<RoomEvent?> GetAsync(string roomId, string eventId, CancellationToken cancellationToken = default);

    /// <summary>Replaces an event. Its id, room, index, created_at and idempotency key never change, whatever is given. One round trip; O(log n).</summary>
    /// <param name="roomEvent">The event with its changes. At most 1 MiB encoded by default.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The event as stored.</returns>
    /// <exception cref="RecordNotFoundException">The room has no such event.</exception>
    Task<RoomEvent> UpdateAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default);

    /// <summary>Deletes an event and, with <paramref name="cascade"/>, the replies in its thread; releases their idempotency keys. Indices are not used again. Three round trips on Redis (read, delete, locators) for up to 200 replies, while nobody replies in between; O(r log n) in the replies.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="cascade">Whether replies go too. Default: true.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The ids deleted, the event first, then replies in order of index; empty when the room has no such event.</returns>
    Task<IReadOnlyList<string>> DeleteAsync(string roomId, string eventId, bool cascade = true, CancellationToken cancellationToken = default);

    /// <summary>A page of a room's timeline, ascending by index. One round trip and O(log n + limit) without a filter. A filter by parent, or by types other than message, reads from an index: O(log n + limit), whatever the room's length. One by type message reads the timeline and steps over runs of other events. What else a filter asks is checked on what these give, in chunks of at most 1000 events a round trip, until the page is full.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="page">Which page.</param>
    /// <param name="filter">Which events count; applied before paging. Null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The events; fewer than asked for only where there are no more.</returns>
    /// <exception cref="ArgumentException">The page has both an after and a before index, or the filter contradicts itself.</exception>
    Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, EventPage page, EventFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>What was said: events of type message only, ascending. Without a cursor the most recent ones; with one, the first after it. One round trip and O(log n + limit) while messages are frequent among the events; runs of other events are stepped over, two round trips each.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="afterIndex">The index to begin behind; −1 or more, or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The messages; fewer than the limit only where there are no more.</returns>
    Task<IReadOnlyList<RoomEvent>> ConversationAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default);

    /// <summary>All that happened: as <see cref="ConversationAsync"/>, but events of every type. One round trip; O(log n + limit).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="afterIndex">The index to begin behind; −1 or more, or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The events; fewer than the limit only where there are no more.</returns>
    Task<IReadOnlyList<RoomEvent>> TimelineAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default);

    /// <summary>Reads on where a follower of a room stopped, and says whether the timeline still goes on from there: whether the room is the same one and the event that the follower read last is still where it was, or was deleted. Deletions and changes of events behind the cursor are not told. Always asks the primary. One round trip; O(log n + limit).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cursor">Where to go on: what the last continuation answered, or <see cref="EventCursor.Start"/>. Null for the most recent events, as with <see cref="TimelineAsync"/>.</param>
    /// <param name="limit">How many events at most; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The first events behind the cursor and the cursor to go on with; when the timeline does not go on from the cursor, the reason, no events, and a cursor at the start of the room as it is now. Null when there is no such room.</returns>
    Task<EventContinuation?> ContinueAsync(string roomId, EventCursor? cursor = null, int limit = 50, CancellationToken cancellationToken = default);

    /// <summary>The number of replies, and the time of the last, for each of the given roots that has any, in the order given. One round trip, none without roots; O(r log n), independent of the room's length.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="rootEventIds">Up to 1000 distinct event ids.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The summaries; a root without replies has none. Empty for no roots.</returns>
    Task<IReadOnlyList<ThreadSummary>> ThreadSummariesAsync(string roomId, IReadOnlyList<string> rootEventIds, CancellationToken cancellationToken = default);

    /// <summary>How many events the room has now (<see cref="Room.EventCount"/> is how many it ever had). One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The count; 0 for an unknown room.</returns>
    Task<long> CountAsync(string roomId, CancellationToken cancellationToken = default);
}

/// <summary>Conveniences over <see cref="IEventStore"/>.</summary>
public static class EventStoreExtensions
{
    /// <summary>A whole timeline, page by page. Events added while it runs are seen; one deleted is not, if its page was not read yet. Each page costs what <see cref="IEventStore.ListAsync"/> does, without a filter one round trip; arguments are checked when the first is read.</summary>
    /// <param name="events">The store.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="filter">Which events count; null for all.</param>
    /// <param name="afterIndex">The index to begin behind; −1 for the start.</param>
    /// <param name="pageSize">How many to read at a time; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <returns>The events, ascending by index.</returns>
    public static async IAsyncEnumerable<RoomEvent> EnumerateAsync(
        this IEventStore events,
        string roomId,
        EventFilter? filter = null,
        long afterIndex = -1,
        int pageSize = 200,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        while (true)
        {
            var page = await events.ListAsync(roomId, EventPage.After(afterIndex, pageSize), filter, cancellationToken).ConfigureAwait(false);
            foreach (var roomEvent in page) yield return roomEvent;
            if (page.Count < pageSize) yield break;
            afterIndex = page[^1].Index!.Value;
        }
    }
}

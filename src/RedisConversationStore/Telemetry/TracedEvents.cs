using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IEventStore"/>.</summary>
internal sealed class TracedEvents(IEventStore inner, StoreTelemetry telemetry) : IEventStore
{
    public Task<AddEventResult> AddAsync(RoomEvent roomEvent, AddEventOptions? options = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsAdd, (inner, roomEvent, options, cancellationToken), static it => it.inner.AddAsync(it.roomEvent, it.options, it.cancellationToken), roomEvent?.RoomId, succeeded: Added);

    public Task<IReadOnlyList<AddEventResult>> AddManyAsync(string roomId, IReadOnlyList<RoomEvent> events, AddEventOptions? options = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsAddMany, (inner, roomId, events, options, cancellationToken), static it => it.inner.AddManyAsync(it.roomId, it.events, it.options, it.cancellationToken), roomId, batchSize: events?.Count ?? 0, AddedMany);

    public Task<AddEventResult> ImportAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsImport, (inner, roomEvent, cancellationToken), static it => it.inner.ImportAsync(it.roomEvent, it.cancellationToken), roomEvent?.RoomId, succeeded: Added);

    public Task<RoomEvent?> GetAsync(string eventId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsGet, (inner, eventId, cancellationToken), static it => it.inner.GetAsync(it.eventId, it.cancellationToken));

    public Task<RoomEvent?> GetAsync(string roomId, string eventId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsGet, (inner, roomId, eventId, cancellationToken), static it => it.inner.GetAsync(it.roomId, it.eventId, it.cancellationToken), roomId);

    public Task<RoomEvent> UpdateAsync(RoomEvent roomEvent, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsUpdate, (inner, roomEvent, cancellationToken), static it => it.inner.UpdateAsync(it.roomEvent, it.cancellationToken), roomEvent?.RoomId, succeeded: static (telemetry, operation, updated) => telemetry.Wrote(operation, updated));

    public Task<IReadOnlyList<string>> DeleteAsync(string roomId, string eventId, bool cascade = true, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsDelete, (inner, roomId, eventId, cascade, cancellationToken), static it => it.inner.DeleteAsync(it.roomId, it.eventId, it.cascade, it.cancellationToken), roomId);

    public Task<IReadOnlyList<RoomEvent>> ListAsync(string roomId, EventPage page, EventFilter? filter = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsList, (inner, roomId, page, filter, cancellationToken), static it => it.inner.ListAsync(it.roomId, it.page, it.filter, it.cancellationToken), roomId);

    public Task<IReadOnlyList<RoomEvent>> ConversationAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsConversation, (inner, roomId, limit, afterIndex, cancellationToken), static it => it.inner.ConversationAsync(it.roomId, it.limit, it.afterIndex, it.cancellationToken), roomId);

    public Task<IReadOnlyList<RoomEvent>> TimelineAsync(string roomId, int limit = 50, long? afterIndex = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsTimeline, (inner, roomId, limit, afterIndex, cancellationToken), static it => it.inner.TimelineAsync(it.roomId, it.limit, it.afterIndex, it.cancellationToken), roomId);

    public Task<EventContinuation?> ContinueAsync(string roomId, EventCursor? cursor = null, int limit = 50, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsContinue, (inner, roomId, cursor, limit, cancellationToken), static it => it.inner.ContinueAsync(it.roomId, it.cursor, it.limit, it.cancellationToken), roomId);

    public Task<IReadOnlyList<ThreadSummary>> ThreadSummariesAsync(string roomId, IReadOnlyList<string> rootEventIds, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsThreadSummaries, (inner, roomId, rootEventIds, cancellationToken), static it => it.inner.ThreadSummariesAsync(it.roomId, it.rootEventIds, it.cancellationToken), roomId);

    public Task<long> CountAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(EventsCount, (inner, roomId, cancellationToken), static it => it.inner.CountAsync(it.roomId, it.cancellationToken), roomId);

    private static void Added(StoreTelemetry telemetry, string operation, AddEventResult added)
    {
        if (added.IsDuplicate) telemetry.Suppressed(operation);
        else telemetry.Wrote(operation, added.Event);
    }

    private static void AddedMany(StoreTelemetry telemetry, string operation, IReadOnlyList<AddEventResult> added)
    {
        foreach (var result in added) Added(telemetry, operation, result);
    }
}

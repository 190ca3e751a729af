namespace Conversations.InMemory;

/// <summary>Goes on behind a cursor in a room.</summary>
internal static class RoomContinuation
{
    internal static EventContinuation Continue(RoomState room, EventCursor? cursor, int limit)
    {
        if (cursor?.Epoch is { } epoch && epoch != room.Epoch) return EventContinuation.Anew(CursorStatus.RoomRecreated, room.Epoch);
        if (cursor is not null && IsLost(room, cursor)) return EventContinuation.Anew(CursorStatus.EventsLost, room.Epoch);
        var page = cursor is null ? EventPage.Newest(limit) : EventPage.After(cursor.Index, limit);
        return EventContinuation.Behind(cursor, room.Epoch, room.Timeline.Page(page, filter: null).ToArray());
    }

    /// <summary>Whether the place of the cursor's event was never given out or is another event's. An empty one is that of a deleted event.</summary>
    private static bool IsLost(RoomState room, EventCursor cursor) =>
        cursor.Index > room.Record.LatestIndex || (room.Timeline.At(cursor.Index) is { } there && there.Id != cursor.EventId);
}

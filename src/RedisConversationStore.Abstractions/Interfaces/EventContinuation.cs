namespace Conversations;

/// <summary>Whether a timeline goes on from a cursor.</summary>
public enum CursorStatus
{
    /// <summary>It does: what follows is what came since, and nothing in between is missing.</summary>
    Continuous,

    /// <summary>It does not: the room was deleted and created again since, or the cursor is another room's.</summary>
    RoomRecreated,

    /// <summary>It does not: the cursor's event was lost, as a failover loses events that were acknowledged and not yet replicated. Its index was not given out yet, or is another event's.</summary>
    EventsLost,
}

/// <summary>What <see cref="IEventStore.ContinueAsync"/> answers.</summary>
/// <param name="Status">Whether the timeline goes on from the cursor that was given.</param>
/// <param name="Events">The events behind that cursor, ascending; none when the timeline does not go on from it.</param>
/// <param name="Cursor">Where to go on: behind the last of the events; where the caller was, when there are none; or at the start of the room as it is now, when the timeline does not go on.</param>
public sealed record EventContinuation(CursorStatus Status, ValueList<RoomEvent> Events, EventCursor Cursor)
{
    /// <summary>Whether the timeline goes on from the cursor that was given. If not, what the caller has read before may be gone, and is to be read again from <see cref="Cursor"/>.</summary>
    public bool IsContinuous => Status == CursorStatus.Continuous;

    /// <summary>The timeline goes on with these events; the array is the answer's from here on.</summary>
    internal static EventContinuation Behind(EventCursor? cursor, string epoch, RoomEvent[] events)
    {
        var next = events is [.., var last] ? EventCursor.After(epoch, last.Index!.Value, last.Id)
            : cursor is null || cursor == EventCursor.Start ? EventCursor.StartOf(epoch)
            : cursor;
        return new(CursorStatus.Continuous, new(events), next);
    }

    /// <summary>The timeline does not go on.</summary>
    internal static EventContinuation Anew(CursorStatus status, string epoch) => new(status, [], EventCursor.StartOf(epoch));
}

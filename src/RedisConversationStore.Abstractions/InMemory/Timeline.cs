namespace Conversations.InMemory;

/// <summary>The events of one room, in order of index.</summary>
internal sealed class Timeline
{
    private readonly List<RoomEvent> events = [];
    private readonly Dictionary<string, long> indexById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<long>> replies = new(StringComparer.Ordinal);

    internal int Count => events.Count;

    internal IEnumerable<string> Ids => indexById.Keys;

    internal RoomEvent? Find(string eventId) => indexById.TryGetValue(eventId, out var index) ? events[Position(index)] : null;

    internal RoomEvent? At(long index)
    {
        var position = Position(index);
        return position < events.Count && events[position].Index == index ? events[position] : null;
    }

    /// <summary>Adds an event whose id and index are free.</summary>
    internal void Insert(RoomEvent added)
    {
        var index = added.Index!.Value;
        indexById.Add(added.Id, index);
        events.Insert(Position(index), added);
        AddReply(added.ParentEventId, index);
    }

    /// <summary>Replaces the event of the same id and index.</summary>
    internal void Replace(RoomEvent changed)
    {
        var index = changed.Index!.Value;
        var position = Position(index);
        RemoveReply(events[position].ParentEventId, index);
        events[position] = changed;
        AddReply(changed.ParentEventId, index);
    }

    internal void Remove(RoomEvent removed)
    {
        var index = removed.Index!.Value;
        indexById.Remove(removed.Id);
        events.RemoveAt(Position(index));
        RemoveReply(removed.ParentEventId, index);
    }

    /// <summary>The replies to an event, which need not exist, in order of index.</summary>
    internal List<RoomEvent> Replies(string parentEventId)
    {
        var found = new List<RoomEvent>();
        if (replies.TryGetValue(parentEventId, out var indices))
        {
            foreach (var index in indices) found.Add(events[Position(index)]);
        }

        return found;
    }

    /// <summary>The thread under an event; null when it has no replies.</summary>
    internal ThreadSummary? Summary(string rootEventId) =>
        replies.TryGetValue(rootEventId, out var indices)
            ? new() { RootEventId = rootEventId, ReplyCount = indices.Count, LastReplyAt = events[Position(indices.Max)].CreatedAt }
            : null;

    /// <summary>How many events have a higher index.</summary>
    internal int CountAfter(long index) => events.Count - Position(index + 1);

    internal List<RoomEvent> Page(EventPage page, EventFilter? filter) => page switch
    {
        { AfterIndex: { } after } => Ascend(Position(after + 1), 0, page.Limit, filter),
        { BeforeIndex: { } before } => Descend(Position(before), 0, page.Limit, filter),
        { NewestFirst: true } => Descend(events.Count, page.Offset, page.Limit, filter),
        _ => Ascend(0, page.Offset, page.Limit, filter),
    };

    /// <summary>From a position on: passes over some matches and takes the next.</summary>
    private List<RoomEvent> Ascend(int start, int skip, int limit, EventFilter? filter)
    {
        var found = new List<RoomEvent>();
        for (var i = SkipUnfiltered(ref skip, filter, events.Count - start) + start; i < events.Count && found.Count < limit; i++)
        {
            if (filter is not null && !filter.Matches(events[i])) continue;
            if (skip-- <= 0) found.Add(events[i]);
        }

        return found;
    }

    /// <summary>From before a position backwards: passes over some matches and takes the next; answers in ascending order.</summary>
    private List<RoomEvent> Descend(int end, int skip, int limit, EventFilter? filter)
    {
        var found = new List<RoomEvent>();
        for (var i = end - 1 - SkipUnfiltered(ref skip, filter, end); i >= 0 && found.Count < limit; i--)
        {
            if (filter is not null && !filter.Matches(events[i])) continue;
            if (skip-- <= 0) found.Add(events[i]);
        }

        found.Reverse();
        return found;
    }

    /// <summary>Without a filter every event counts, so an offset is a leap and not a walk.</summary>
    private static int SkipUnfiltered(ref int skip, EventFilter? filter, int available)
    {
        if (filter is not null) return 0;
        var leap = Math.Min(skip, available);
        skip = 0;
        return leap;
    }

    /// <summary>The position of the first event with this index or a higher one.</summary>
    private int Position(long index)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (events[middle].Index < index) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void AddReply(string? parentEventId, long index)
    {
        if (parentEventId is null) return;
        if (!replies.TryGetValue(parentEventId, out var indices)) replies.Add(parentEventId, indices = []);
        indices.Add(index);
    }

    private void RemoveReply(string? parentEventId, long index)
    {
        if (parentEventId is null || !replies.TryGetValue(parentEventId, out var indices)) return;
        indices.Remove(index);
        if (indices.Count == 0) replies.Remove(parentEventId);
    }
}

using Conversations.Serialization;

namespace Conversations;

/// <summary>Splits events into calls of <see cref="IEventStore.AddManyAsync"/> that a store takes.</summary>
public static class EventBatches
{
    /// <summary>The events in the order given, in batches of at most <see cref="EventLimits.MaxEventsPerAdd"/> events and <paramref name="maxBytes"/> bytes. An event that is larger is a batch of its own. Each batch is added whole or not at all; one does not wait for the next.</summary>
    /// <param name="events">The events.</param>
    /// <param name="maxBytes">The most bytes a batch may take in the stored format, the store's <c>MaxBatchBytes</c>; 1 or more.</param>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> or an event is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is less than 1.</exception>
    public static IEnumerable<IReadOnlyList<RoomEvent>> Split(IEnumerable<RoomEvent> events, int maxBytes = EventLimits.DefaultMaxBatchBytes)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        return Batches(events, maxBytes);
    }

    private static IEnumerable<IReadOnlyList<RoomEvent>> Batches(IEnumerable<RoomEvent> events, int maxBytes)
    {
        var batch = new List<RoomEvent>();
        long bytes = 0;
        foreach (var roomEvent in events)
        {
            ArgumentNullException.ThrowIfNull(roomEvent);
            var size = StoredEventSize.Of(roomEvent);
            if (batch.Count > 0 && (batch.Count == EventLimits.MaxEventsPerAdd || bytes + size > maxBytes))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(roomEvent);
            bytes += size;
        }

        if (batch.Count > 0) yield return batch;
    }
}

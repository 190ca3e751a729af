using Conversations.Writer;
using Xunit;

namespace Conversations.Redis.Tests.Concurrency;

/// <summary>Compares what writers were told with what a room holds.</summary>
internal static class AcknowledgedEvents
{
    /// <summary>Every acknowledged event is in the room, once and at its index; nothing else is; indices are dense, and the room's counters agree.</summary>
    internal static async Task VerifyAsync(RedisConversationStore store, string roomId, IEnumerable<Acknowledgement> acknowledged, IEnumerable<string> expectedIds, CancellationToken cancellationToken)
    {
        var indices = new Dictionary<string, long>();
        foreach (var (id, index) in acknowledged)
        {
            Assert.True(indices.TryAdd(id, index) || indices[id] == index, $"{id} was acknowledged at {indices[id]} and at {index}.");
        }

        var stored = await store.Events.EnumerateAsync(roomId, pageSize: 100, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        Assert.Equal(Enumerable.Range(0, stored.Count).Select(index => (long?)index), stored.Select(roomEvent => roomEvent.Index));
        Assert.Equal(indices, stored.ToDictionary(roomEvent => roomEvent.Id, roomEvent => roomEvent.Index!.Value));
        Assert.Equal(expectedIds.Order(StringComparer.Ordinal), stored.Select(roomEvent => roomEvent.Id).Order(StringComparer.Ordinal));

        var room = await store.Rooms.GetAsync(roomId, cancellationToken);
        Assert.Equal((stored.Count, stored.Count - 1), (room!.EventCount, room.LatestIndex));
        Assert.Equal(stored.Count, await store.Events.CountAsync(roomId, cancellationToken));
        foreach (var roomEvent in stored)
        {
            Assert.Equal(roomEvent, await store.Events.GetAsync(roomEvent.Id, cancellationToken));
            if (roomEvent.IdempotencyKey is { } key) Assert.Equal(roomEvent, await store.Idempotency.GetEventAsync(roomId, key, cancellationToken));
        }
    }
}

namespace Conversations.InMemory;

internal sealed class InMemoryIdempotency(StoreState state, InMemoryConversationStoreOptions options) : IIdempotencyStore
{
    public Task<bool> IsSeenAsync(string roomId, string key, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(key);
        return state.Run(() => state.TryGetRoom(roomId, out var room) && room.Keys.TryGet(key, state.Now, out _), cancellationToken);
    }

    public Task<bool> ClaimAsync(string roomId, string key, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(key);
        Check.TimeToLive(timeToLive);
        return state.Run(
            () =>
            {
                var room = state.NeedRoom(roomId);
                var now = state.Now;
                if (room.Keys.TryGet(key, now, out _)) return false;
                room.Keys.Add(key, eventId: null, now, timeToLive ?? options.IdempotencyTimeToLive);
                return true;
            },
            cancellationToken);
    }

    public Task<bool> ReleaseAsync(string roomId, string key, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(key);
        return state.Run(() => state.TryGetRoom(roomId, out var room) && room.Keys.Remove(key, state.Now), cancellationToken);
    }

    public Task<RoomEvent?> GetEventAsync(string roomId, string key, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(key);
        return state.Run(
            () => state.TryGetRoom(roomId, out var room) && room.Keys.TryGet(key, state.Now, out var claim) && claim.EventId is { } eventId
                ? room.Timeline.Find(eventId)
                : null,
            cancellationToken);
    }
}

namespace Conversations.InMemory;

internal sealed class InMemoryReadState(StoreState state) : IReadStateStore
{
    public Task<bool> MarkReadAsync(string roomId, string channelId, string eventId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        Check.Id(eventId);
        return state.Run(
            () => state.TryGetRoom(roomId, out var room) && room.Timeline.Find(eventId) is { } read && room.MoveMarker(channelId, read.Index!.Value),
            cancellationToken);
    }

    public Task<bool> MarkAllReadAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        return state.Run(
            () => state.TryGetRoom(roomId, out var room) && room.Record.LatestIndex >= 0 && room.MoveMarker(channelId, room.Record.LatestIndex),
            cancellationToken);
    }

    public Task<bool> RestoreMarkerAsync(ReadMarker marker, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(marker);
        Check.Id(marker.RoomId);
        Check.Id(marker.ChannelId);
        Check.Index(marker.Index);
        return state.Run(() => state.TryGetRoom(marker.RoomId, out var room) && room.MoveMarker(marker.ChannelId, marker.Index), cancellationToken);
    }

    public Task<long> UnreadCountAsync(string roomId, string channelId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        return state.Run(() => state.FindRoom(roomId)?.Unread(channelId) ?? 0, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, long>> UnreadCountsAsync(string channelId, IReadOnlyList<string> roomIds, CancellationToken cancellationToken = default)
    {
        Check.Id(channelId);
        Check.Ids(roomIds, 0, EventLimits.MaxPageLimit);
        string[] asked = [.. roomIds];
        return state.Run<IReadOnlyDictionary<string, long>>(
            () =>
            {
                var counts = new Dictionary<string, long>(asked.Length, StringComparer.Ordinal);
                foreach (var roomId in asked) counts[roomId] = state.FindRoom(roomId)?.Unread(channelId) ?? 0;
                return counts;
            },
            cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, long>> MarkersAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run<IReadOnlyDictionary<string, long>>(
            () => state.TryGetRoom(roomId, out var room) ? new Dictionary<string, long>(room.Markers, StringComparer.Ordinal) : [],
            cancellationToken);
    }
}

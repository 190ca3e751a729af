using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IReadStateStore"/>.</summary>
internal sealed class TracedReadState(IReadStateStore inner, StoreTelemetry telemetry) : IReadStateStore
{
    public Task<bool> MarkReadAsync(string roomId, string channelId, string eventId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ReadStateMarkRead, (inner, roomId, channelId, eventId, cancellationToken), static it => it.inner.MarkReadAsync(it.roomId, it.channelId, it.eventId, it.cancellationToken), roomId);

    public Task<bool> MarkAllReadAsync(string roomId, string channelId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ReadStateMarkAllRead, (inner, roomId, channelId, cancellationToken), static it => it.inner.MarkAllReadAsync(it.roomId, it.channelId, it.cancellationToken), roomId);

    public Task<bool> RestoreMarkerAsync(ReadMarker marker, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ReadStateRestoreMarker, (inner, marker, cancellationToken), static it => it.inner.RestoreMarkerAsync(it.marker, it.cancellationToken), marker?.RoomId);

    public Task<long> UnreadCountAsync(string roomId, string channelId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ReadStateUnreadCount, (inner, roomId, channelId, cancellationToken), static it => it.inner.UnreadCountAsync(it.roomId, it.channelId, it.cancellationToken), roomId);

    public Task<IReadOnlyDictionary<string, long>> UnreadCountsAsync(string channelId, IReadOnlyList<string> roomIds, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ReadStateUnreadCounts, (inner, channelId, roomIds, cancellationToken), static it => it.inner.UnreadCountsAsync(it.channelId, it.roomIds, it.cancellationToken));

    public Task<IReadOnlyDictionary<string, long>> MarkersAsync(string roomId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(ReadStateMarkers, (inner, roomId, cancellationToken), static it => it.inner.MarkersAsync(it.roomId, it.cancellationToken), roomId);
}

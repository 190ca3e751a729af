using System.Globalization;
using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Operations;

/// <summary>Read markers: a hash per room, counted against the index set.</summary>
internal sealed class RedisReadState(RedisGateway redis, KeySpace keySpace) : IReadStateStore
{
    public Task<bool> MarkReadAsync(string roomId, string channelId, string eventId, CancellationToken cancellationToken = default)
    {
        Check.Id(eventId);
        return ReadStateScripts.MarkReadAsync(redis, Keys(roomId, channelId, cancellationToken), channelId, eventId, cancellationToken);
    }

    public Task<bool> MarkAllReadAsync(string roomId, string channelId, CancellationToken cancellationToken = default) =>
        ReadStateScripts.MarkAllReadAsync(redis, Keys(roomId, channelId, cancellationToken), channelId, cancellationToken);

    public Task<bool> RestoreMarkerAsync(ReadMarker marker, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(marker);
        Check.Index(marker.Index);
        return ReadStateScripts.RestoreMarkerAsync(redis, Keys(marker.RoomId, marker.ChannelId, cancellationToken), marker.ChannelId, marker.Index, cancellationToken);
    }

    public Task<long> UnreadCountAsync(string roomId, string channelId, CancellationToken cancellationToken = default) =>
        ReadStateScripts.UnreadCountAsync(redis, Keys(roomId, channelId, cancellationToken), channelId, cancellationToken);

    public async Task<IReadOnlyDictionary<string, long>> UnreadCountsAsync(string channelId, IReadOnlyList<string> roomIds, CancellationToken cancellationToken = default)
    {
        Check.Id(channelId);
        Check.Ids(roomIds, least: 0, EventLimits.MaxPageLimit);
        cancellationToken.ThrowIfCancellationRequested();

        // All are sent before the first is awaited: one round trip.
        var counts = new Dictionary<string, Task<long>>(roomIds.Count, StringComparer.Ordinal);
        foreach (var roomId in roomIds)
        {
            if (!counts.ContainsKey(roomId)) counts.Add(roomId, ReadStateScripts.UnreadCountAsync(redis, keySpace.Room(roomId), channelId, cancellationToken));
        }

        await Task.WhenAll(counts.Values).ConfigureAwait(false);
        var result = new Dictionary<string, long>(counts.Count, StringComparer.Ordinal);
        foreach (var (roomId, count) in counts) result.Add(roomId, await count.ConfigureAwait(false));
        return result;
    }

    public async Task<IReadOnlyDictionary<string, long>> MarkersAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        var key = keySpace.Room(roomId).Markers;
        var entries = await redis.ReadPreferredAsync((database, flags) => database.HashGetAllAsync(key, flags), cancellationToken, key).ConfigureAwait(false);
        var markers = new Dictionary<string, long>(entries.Length, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var index = entry.Value.TryParse(out long parsed) && parsed is >= 0 and <= Check.MaxCursor
                ? parsed
                : throw new CorruptRecordException(key.ToString(), null, string.Create(CultureInfo.InvariantCulture, $"The marker of '{entry.Name}' is no index."));
            markers.Add(StoredFormat.Text(entry.Name, key), index);
        }

        return markers;
    }

    private RoomKeys Keys(string roomId, string channelId, CancellationToken cancellationToken)
    {
        Check.Id(roomId);
        Check.Id(channelId);
        cancellationToken.ThrowIfCancellationRequested();
        return keySpace.Room(roomId);
    }
}

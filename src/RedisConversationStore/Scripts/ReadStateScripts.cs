using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/read_state</c>.</summary>
internal static class ReadStateScripts
{
    private static readonly Script MarkRead = new("read_state/mark_read", ["ids", "markers"], ["channel", "id"]);

    private static readonly Script MarkAllRead = new("read_state/mark_all_read", ["room", "markers"], ["channel"]);

    private static readonly Script RestoreMarker = new("read_state/restore_marker", ["room", "markers"], ["channel", "index"]);

    private static readonly Script UnreadCount = new("read_state/unread_count", ["events", "markers"], ["channel"]);

    internal static async Task<bool> MarkReadAsync(RedisGateway redis, RoomKeys keys, string channelId, string eventId, Call call) =>
        (bool)await redis.WriteAsync(MarkRead, [keys.Ids, keys.Markers], [channelId, eventId], call).ConfigureAwait(false);

    internal static async Task<bool> MarkAllReadAsync(RedisGateway redis, RoomKeys keys, string channelId, Call call) =>
        (bool)await redis.WriteAsync(MarkAllRead, [keys.Room, keys.Markers], [channelId], call).ConfigureAwait(false);

    internal static async Task<bool> RestoreMarkerAsync(RedisGateway redis, RoomKeys keys, string channelId, long index, Call call) =>
        (bool)await redis.WriteAsync(RestoreMarker, [keys.Room, keys.Markers], [channelId, index], call).ConfigureAwait(false);

    internal static async Task<long> UnreadCountAsync(RedisGateway redis, RoomKeys keys, string channelId, Call call) =>
        (long)await redis.ReadPreferredAsync(UnreadCount, [keys.Events, keys.Markers], [channelId], call).ConfigureAwait(false);
}

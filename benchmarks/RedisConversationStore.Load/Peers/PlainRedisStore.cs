using System.Text.Json;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>Rooms and events on Redis as people write it: JSON values, one key an event, a sorted set of ids by time, a counter for the index, and a look at the idempotency key before it is set. One command after the other.</summary>
/// <remarks>It promises less than the store does: indices are unique and repeats are recognised as long as they come one after the other. Two at once are stored twice, a crash between two commands leaves half an event, and two writers of a room overwrite each other's tally.</remarks>
internal sealed class PlainRedisStore(IDatabase database, IServer server) : IEventPlace
{
    private static readonly TimeSpan IdempotencyTimeToLive = TimeSpan.FromHours(24);

    public async Task ResetAsync(IReadOnlyList<string> roomIds)
    {
        await server.FlushDatabaseAsync();
        foreach (var roomId in roomIds) await SaveAsync(Samples.Room with { Id = roomId });
    }

    public Task<long> CountAsync(string roomId) => database.SortedSetLengthAsync(Timeline(roomId));

    internal async Task<PeerAdd> AddAsync(RoomEvent roomEvent)
    {
        var seen = $"idempotency:{roomEvent.RoomId}:{roomEvent.IdempotencyKey}";
        if (roomEvent.IdempotencyKey is not null)
        {
            var id = await database.StringGetAsync(seen);
            if (id.HasValue) return new((await GetAsync(id!)).Index!.Value, IsDuplicate: true);
        }

        ReadOnlyMemory<byte> stored = await database.StringGetAsync(RoomKey(roomEvent.RoomId));
        if (stored.IsEmpty) throw new KeyNotFoundException(roomEvent.RoomId);
        var room = JsonSerializer.Deserialize(stored.Span, ConversationJsonContext.Default.Room)!;

        var index = await database.StringIncrementAsync($"index:{roomEvent.RoomId}") - 1;
        await database.StringSetAsync(EventKey(roomEvent.Id), JsonSerializer.SerializeToUtf8Bytes(roomEvent with { Index = index }, ConversationJsonContext.Default.RoomEvent));
        await database.SortedSetAddAsync(Timeline(roomEvent.RoomId), roomEvent.Id, roomEvent.CreatedAt.ToUnixTimeMilliseconds());
        if (roomEvent.IdempotencyKey is not null) await database.StringSetAsync(seen, roomEvent.Id, IdempotencyTimeToLive);
        await SaveAsync(room with { EventCount = room.EventCount + 1, LatestIndex = index, Timers = room.Timers with { LastActivityAt = roomEvent.CreatedAt } });
        return new(index, IsDuplicate: false);
    }

    internal async Task<RoomEvent> GetAsync(string eventId)
    {
        ReadOnlyMemory<byte> stored = await database.StringGetAsync(EventKey(eventId));
        return JsonSerializer.Deserialize(stored.Span, ConversationJsonContext.Default.RoomEvent)!;
    }

    private Task SaveAsync(Room room) => database.StringSetAsync(RoomKey(room.Id), JsonSerializer.SerializeToUtf8Bytes(room, ConversationJsonContext.Default.Room));

    private static string RoomKey(string roomId) => $"room:{roomId}";

    private static string EventKey(string eventId) => $"event:{eventId}";

    private static string Timeline(string roomId) => $"events:{roomId}";
}

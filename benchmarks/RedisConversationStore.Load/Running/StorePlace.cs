using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>A store that a Redis server keeps.</summary>
internal sealed class StorePlace(IConversationStore store, IServer server) : IEventPlace
{
    public async Task ResetAsync(IReadOnlyList<string> roomIds)
    {
        await server.FlushDatabaseAsync();
        foreach (var roomId in roomIds) await store.Rooms.CreateAsync(Samples.Room with { Id = roomId });
    }

    public Task<long> CountAsync(string roomId) => store.Events.CountAsync(roomId);
}

namespace Conversations.Redis.Load;

/// <summary>The in-memory twin: a new one for each round.</summary>
internal sealed class InMemoryPlace : IEventPlace, IAsyncDisposable
{
    internal InMemoryConversationStore Store { get; private set; } = new();

    public async Task ResetAsync(IReadOnlyList<string> roomIds)
    {
        await Store.DisposeAsync();
        Store = new();
        foreach (var roomId in roomIds) await Store.Rooms.CreateAsync(Samples.Room with { Id = roomId });
    }

    public Task<long> CountAsync(string roomId) => Store.Events.CountAsync(roomId);

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}

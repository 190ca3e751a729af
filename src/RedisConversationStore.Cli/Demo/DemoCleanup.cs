using Conversations.Cli.Output;
using Conversations.Cli.Stores;

namespace Conversations.Cli.Demo;

/// <summary>Removes from a store that outlives the demo what the demo wrote, however it ends.</summary>
internal sealed class DemoCleanup(StoreSession session, DemoOptions options) : IAsyncDisposable
{
    // After Ctrl+C the process has some seconds left; a store that has gone away must not hold it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<string> rooms = [];

    public void Wrote(string roomId) => rooms.Add(roomId);

    public async ValueTask DisposeAsync()
    {
        if (options.Keep || options.Target is { Connection: null, DataDirectory: null }) return;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            foreach (var roomId in rooms) await session.Store.Rooms.DeleteAsync(roomId, patience.Token);
        }
        catch (Exception fault) when (fault is ConversationStoreException or OperationCanceledException)
        {
            StandardError.Write($"Some of the demo's rooms are still in the store, under the prefix '{options.Target.Prefix}'.");
        }
    }
}

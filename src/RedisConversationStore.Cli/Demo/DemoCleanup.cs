using Conversations.Cli.Stores;

namespace Conversations.Cli.Demo;

/// <summary>Removes from a store that outlives the demo what the demo wrote, however it ends.</summary>
internal sealed class DemoCleanup(StoreSession session, DemoOptions options)
{
    // After Ctrl+C the process has some seconds left; a store that has gone away must not hold it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<string> rooms = [];

    private bool HasNothingToDo => options.Keep || options.Target is { Connection: null, DataDirectory: null };

    private string Leavings => $"Some of what the demo wrote is still in the store, under the prefix '{options.Target.Prefix}'.";

    /// <summary>Tells of a room that is the demo's.</summary>
    public void Wrote(string roomId) => rooms.Add(roomId);

    /// <summary>Deletes the demo's rooms and, under a prefix of its own, everything else: the contract knows no deletion of identities.</summary>
    /// <exception cref="CliException">Something is left.</exception>
    public async Task RunAsync()
    {
        if (HasNothingToDo) return;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            foreach (var roomId in rooms) await session.Store.Rooms.DeleteAsync(roomId, patience.Token);
            if (options.OwnsPrefix) await KeySweep.RunAsync(session.Connection, options.Target.Prefix, patience.Token);
        }
        catch (Exception fault) when (fault is ConversationStoreException or OperationCanceledException)
        {
            throw new CliException(ExitCodes.StoreUnavailable, Leavings, fault);
        }
    }

    /// <summary>The same after a failure, which is what there is to tell; what is left is told with it.</summary>
    public async Task RunAfterAsync(Exception failure)
    {
        var (exitCode, message) = CommandLineApp.Explain(failure);
        try
        {
            // A store that is away is not asked room by room; its silence would be waited for each time.
            if (exitCode != ExitCodes.StoreUnavailable) await RunAsync();
            else if (!HasNothingToDo && rooms.Count > 0) throw new CliException(exitCode, Leavings);
        }
        catch (CliException left)
        {
            throw new CliException(exitCode, $"{message} {left.Message}", failure);
        }
    }
}

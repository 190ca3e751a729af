namespace Conversations.Cli.Stores;

/// <summary>Removes from a store that outlives the command what the command wrote, however it ends.</summary>
/// <param name="session">The store.</param>
/// <param name="target">Where it is.</param>
/// <param name="who">What wrote, for people.</param>
/// <param name="ownsPrefix">Whether the prefix was made up for the occasion.</param>
/// <param name="keep">Whether what was written stays.</param>
internal sealed class StoreCleanup(StoreSession session, StoreTarget target, string who, bool ownsPrefix, bool keep)
{
    // A load of many minutes leaves many keys.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // After Ctrl+C the process has some seconds left; a store that has gone away must not hold it.
    private static readonly TimeSpan PatienceAfterFailure = TimeSpan.FromSeconds(10);

    private readonly List<string> rooms = [];
    private bool hasWritten;

    private bool HasNothingToDo => keep || target is { Connection: null, DataDirectory: null };

    private string Leavings => $"Some of what {who} wrote is still in the store, under the prefix '{target.Prefix}'.";

    /// <summary>Tells of a room that is to go.</summary>
    public void Wrote(string roomId)
    {
        rooms.Add(roomId);
        hasWritten = true;
    }

    /// <summary>Tells of keys under the prefix, which are all to go.</summary>
    public void WroteUnderPrefix() => hasWritten = true;

    /// <summary>Deletes the rooms told of and, under a prefix of its own, everything else: the contract knows no deletion of identities.</summary>
    /// <exception cref="CliException">Something is left.</exception>
    public Task RunAsync() => RunAsync(Patience);

    /// <summary>The same after a failure, which is what there is to tell; what is left is told with it.</summary>
    public async Task RunAfterAsync(Exception failure)
    {
        var (exitCode, message) = CommandLineApp.Explain(failure);
        try
        {
            // A store that is away is not asked room by room; its silence would be waited for each time.
            var isAway = exitCode == ExitCodes.StoreUnavailable;
            if (isAway && rooms.Count > 0 && !HasNothingToDo) throw new CliException(exitCode, Leavings);
            if (!isAway || hasWritten) await RunAsync(PatienceAfterFailure);
        }
        catch (CliException left)
        {
            throw new CliException(exitCode, $"{message} {left.Message}", failure);
        }
    }

    private async Task RunAsync(TimeSpan time)
    {
        if (HasNothingToDo) return;
        using var patience = new CancellationTokenSource(time);
        try
        {
            foreach (var roomId in rooms) await session.Store.Rooms.DeleteAsync(roomId, patience.Token);
            if (ownsPrefix) await KeySweep.RunAsync(session.Connection, target.Prefix, patience.Token);
        }
        catch (Exception fault) when (fault is ConversationStoreException or OperationCanceledException)
        {
            throw new CliException(ExitCodes.StoreUnavailable, Leavings, fault);
        }
    }
}

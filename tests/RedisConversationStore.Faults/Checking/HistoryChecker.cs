namespace Conversations.Faults.Checking;

/// <summary>Proves from what drivers have recorded and from what the store holds in the end that nothing was lost, doubled, hung or wrong.</summary>
public static class HistoryChecker
{
    /// <summary>Checks the records of all drivers of a run.</summary>
    /// <param name="historyFiles">The record of each driver.</param>
    /// <param name="finalState">The store, now that all drivers have ended.</param>
    /// <param name="expectation">What the mode documents.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static Task<CheckReport> CheckAsync(IReadOnlyList<string> historyFiles, IConversationStore finalState, Expectation expectation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}

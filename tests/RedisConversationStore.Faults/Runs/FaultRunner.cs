using Conversations.Faults.Checking;

namespace Conversations.Faults.Runs;

/// <summary>Runs faults, none of them without end.</summary>
internal static class FaultRunner
{
    /// <summary>How long a run may take in all: several times what it needs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Runs a fault with each of the seeds.</summary>
    internal static async Task<FaultResult> RunAsync(IFault fault, IEnumerable<int> seeds, CancellationToken cancellationToken)
    {
        var runs = new List<RunResult>();
        foreach (var seed in seeds) runs.Add(new(seed, await RunAsync(fault, seed, cancellationToken)));
        return new(fault.Name, runs);
    }

    private static async Task<CheckReport> RunAsync(IFault fault, int seed, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(Limit);
        using var run = new FaultRun(seed, ending.Token);
        try
        {
            return await fault.RunAsync(run);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(ViolationKind.Hung, "run-ends", $"The run had not ended after {Limit.TotalSeconds} s.");
        }
        catch (TimeoutException never)
        {
            return Failed(ViolationKind.Hung, "run-goes-on", never.Message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            return Failed(ViolationKind.Wrong, "run-is-whole", broken.ToString());
        }
    }

    private static CheckReport Failed(ViolationKind kind, string rule, string text) =>
        new() { Operations = 0, Acknowledged = 0, Longest = TimeSpan.Zero, Violations = [new(kind, rule, text)], DocumentedLosses = [] };
}

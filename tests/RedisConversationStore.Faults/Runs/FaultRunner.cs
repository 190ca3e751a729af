using Conversations.Faults.Checking;

namespace Conversations.Faults.Runs;

/// <summary>Runs faults, none of them without end.</summary>
internal static class FaultRunner
{
    // A run that was told to end still has its servers and drivers to end.
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(10);

    /// <summary>Runs a fault with each of the seeds.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="limit">How long a run may take in all.</param>
    /// <param name="atOnce">How many runs go on at once.</param>
    /// <param name="cancellationToken">Ends the runs.</param>
    internal static async Task<FaultResult> RunAsync(IFault fault, IReadOnlyList<int> seeds, TimeSpan limit, int atOnce, CancellationToken cancellationToken)
    {
        var runs = new RunResult[seeds.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, runs.Length, options, async (at, cancellation) => runs[at] = new(seeds[at], await RunAsync(fault, seeds[at], limit, cancellation)));
        return new(fault.Name, runs);
    }

    private static async Task<CheckReport> RunAsync(IFault fault, int seed, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        using var run = new FaultRun(seed, ending.Token);
        try
        {
            return await fault.RunAsync(run).WaitAsync(limit + ToEnd, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(ViolationKind.Hung, "run-ends", $"The run had not ended after {limit.TotalSeconds} s.");
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

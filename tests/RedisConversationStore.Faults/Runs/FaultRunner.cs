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
        await Parallel.ForAsync(0, runs.Length, options, async (at, cancellation) => runs[at] = await RunAsync(fault, seeds[at], limit, cancellation));
        return new(fault.Name, runs);
    }

    private static async Task<RunResult> RunAsync(IFault fault, int seed, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        using var run = new FaultRun(seed, ending.Token);
        try
        {
            var report = await fault.RunAsync(run).WaitAsync(limit + ToEnd, cancellationToken);
            run.KeepsRecords = report.Violations.Count > 0;
            return new(seed, report, run.Folder, run.Remarks);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(run, ViolationKind.Hung, "run-ends", $"The run had not ended after {limit.TotalSeconds} s.");
        }
        catch (TimeoutException never)
        {
            return Failed(run, ViolationKind.Hung, "run-goes-on", never.Message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            return Failed(run, ViolationKind.Wrong, "run-is-whole", broken.ToString());
        }
    }

    private static RunResult Failed(FaultRun run, ViolationKind kind, string rule, string text)
    {
        run.KeepsRecords = true;
        return new(run.Seed, new() { Operations = 0, Acknowledged = 0, Longest = TimeSpan.Zero, Violations = [new(kind, rule, text)], DocumentedLosses = [] }, run.Folder, run.Remarks);
    }
}

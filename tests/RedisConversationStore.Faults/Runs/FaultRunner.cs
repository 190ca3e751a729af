using System.Runtime.CompilerServices;
using Conversations.Faults.Checking;

namespace Conversations.Faults.Runs;

/// <summary>Runs faults, none of them without end.</summary>
internal static class FaultRunner
{
    // A run that was told to end still has its servers and drivers to end.
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(10);

    /// <summary>Runs each of the faults with each of the seeds. Results come in the order of the faults.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="limit">How long a run may take in all.</param>
    /// <param name="atOnce">How many runs go on at once, be they of one fault or of several.</param>
    /// <param name="cancellationToken">Ends the runs.</param>
    internal static async IAsyncEnumerable<FaultResult> RunAsync(IReadOnlyList<IFault> faults, IReadOnlyList<int> seeds, TimeSpan limit, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(atOnce);
        var runs = faults.Select(fault => Task.WhenAll(seeds.Select(seed => RunInTurnAsync(fault, seed)).ToList())).ToList();
        try
        {
            foreach (var (fault, ofFault) in faults.Zip(runs)) yield return new(fault.Name, await ofFault);
        }
        finally
        {
            // Whoever gives up still waits for servers and drivers to end.
            await Task.WhenAll(runs.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<RunResult> RunInTurnAsync(IFault fault, int seed)
        {
            // Asked for in order, before the first run begins.
            await places.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                return await RunAsync(fault, seed, limit, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }
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

using Conversations.Faults.Checking;
using Conversations.Faults.Faults;
using Conversations.Faults.Runs;

namespace Conversations.Faults.Tests.Runs;

/// <summary>A run that goes wrong by itself is told, and never goes on for ever.</summary>
public sealed class FaultRunnerTests
{
    private static readonly CheckReport Fine = new() { Operations = 1, Acknowledged = 1, Longest = TimeSpan.Zero, Violations = [], DocumentedLosses = [] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_without_an_end_is_hung()
    {
        var violation = await ViolationOfAsync(async run =>
        {
            await Task.Delay(Timeout.Infinite, run.CancellationToken);
            return null!;
        });

        Assert.Equal(ViolationKind.Hung, violation.Kind);
    }

    [Fact]
    public async Task Run_that_does_not_even_heed_its_limit_is_hung()
    {
        var never = new TaskCompletionSource<CheckReport>();

        Assert.Equal(ViolationKind.Hung, (await ViolationOfAsync(_ => never.Task)).Kind);
    }

    [Fact]
    public async Task Run_that_waits_in_vain_is_hung() =>
        Assert.Equal(ViolationKind.Hung, (await ViolationOfAsync(_ => throw new TimeoutException("It never came."))).Kind);

    [Fact]
    public async Task Run_that_breaks_is_wrong()
    {
        var violation = await ViolationOfAsync(_ => throw new IOException("The server did not start."));

        Assert.Equal(ViolationKind.Wrong, violation.Kind);
        Assert.Contains("The server did not start.", violation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seed_decides_what_a_run_chooses()
    {
        var chosen = new List<string>();
        var fault = new SomeFault(run =>
        {
            chosen.Add($"{run.Choose(1000)} {run.Between(0, 1000)}");
            return Task.FromResult(Fine);
        });

        var result = Assert.Single(await RunAsync([fault], [1, 2, 1], atOnce: 1));

        Assert.True(result.Ok);
        Assert.Equal(chosen[0], chosen[2]);
        Assert.NotEqual(chosen[0], chosen[1]);
    }

    [Fact]
    public async Task Faults_with_one_seed_each_run_at_the_same_time_and_are_told_in_their_order()
    {
        var (firstRuns, secondEnds) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = new SomeFault(async run =>
        {
            firstRuns.SetResult();
            await secondEnds.Task.WaitAsync(run.CancellationToken);
            return Fine;
        });
        var second = new SomeFault(
            async run =>
            {
                await firstRuns.Task.WaitAsync(run.CancellationToken);
                secondEnds.SetResult();
                return Fine;
            },
            "other");

        var results = await RunAsync([first, second], [1], atOnce: 2);

        Assert.Equal([("some", true), ("other", true)], results.Select(result => (result.Fault, result.Ok)));
    }

    [Fact]
    public async Task No_more_runs_go_on_at_once_than_may()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();
        var fault = new SomeFault(async _ =>
        {
            lock (gate) most = Math.Max(most, ++running);
            await Task.Delay(50); // Time for a third to begin, if it could.
            lock (gate) running--;
            return Fine;
        });

        await RunAsync([fault, fault, fault], [1, 2, 3], atOnce: 2);

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void Faults_have_names_of_their_own() =>
        Assert.Distinct(AllFaults.List.Select(fault => fault.Name));

    private static async Task<Violation> ViolationOfAsync(Func<FaultRun, Task<CheckReport>> run)
    {
        var result = Assert.Single(await RunAsync([new SomeFault(run)], [1], atOnce: 1, limit: TimeSpan.FromMilliseconds(200)));
        Assert.False(result.Ok);
        return Assert.Single(Assert.Single(result.Runs).Report.Violations);
    }

    private static ValueTask<List<FaultResult>> RunAsync(IReadOnlyList<IFault> faults, IReadOnlyList<int> seeds, int atOnce, TimeSpan? limit = null) =>
        FaultRunner.RunAsync(faults, seeds, limit ?? TimeSpan.FromSeconds(30), atOnce, Token).ToListAsync(Token);

    private sealed class SomeFault(Func<FaultRun, Task<CheckReport>> run, string name = "some") : IFault
    {
        public string Name => name;

        public string Description => "What a test wants.";

        public Task<CheckReport> RunAsync(FaultRun faultRun) => run(faultRun);
    }
}

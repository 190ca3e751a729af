using Conversations.Faults.Checking;
using Conversations.Faults.Faults;
using Conversations.Faults.Runs;

namespace Conversations.Faults.Tests.Runs;

/// <summary>A run that goes wrong by itself is told, and never goes on for ever.</summary>
public sealed class FaultRunnerTests
{
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
            return Task.FromResult(new CheckReport { Operations = 1, Acknowledged = 1, Longest = TimeSpan.Zero, Violations = [], DocumentedLosses = [] });
        });

        var result = await FaultRunner.RunAsync(fault, [1, 2, 1], TimeSpan.FromSeconds(30), atOnce: 1, Token);

        Assert.True(result.Ok);
        Assert.Equal(chosen[0], chosen[2]);
        Assert.NotEqual(chosen[0], chosen[1]);
    }

    [Fact]
    public void Faults_have_names_of_their_own() =>
        Assert.Distinct(AllFaults.List.Select(fault => fault.Name));

    private static async Task<Violation> ViolationOfAsync(Func<FaultRun, Task<CheckReport>> run)
    {
        var result = await FaultRunner.RunAsync(new SomeFault(run), [1], TimeSpan.FromMilliseconds(200), atOnce: 1, Token);
        Assert.False(result.Ok);
        return Assert.Single(Assert.Single(result.Runs).Report.Violations);
    }

    private sealed class SomeFault(Func<FaultRun, Task<CheckReport>> run) : IFault
    {
        public string Name => "some";

        public string Description => "What a test wants.";

        public Task<CheckReport> RunAsync(FaultRun faultRun) => run(faultRun);
    }
}

using Conversations.Faults.Checking;
using Conversations.Faults.Driving;
using Conversations.Redis;
using Conversations.Testing;
using StackExchange.Redis;
using Condition = Conversations.Testing.Condition;

namespace Conversations.Faults.Runs;

/// <summary>Several driver processes that call a store and record it.</summary>
internal sealed class Load : IAsyncDisposable
{
    /// <summary>The deadline of a call: short, so that a fault can outlast it.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);

    /// <summary>How long a call may take before it counts as hung. A machine that is busy with servers and drivers is late with everything; times in which a driver did not run at all do not count.</summary>
    private static readonly TimeSpan HungAfter = Deadline + TimeSpan.FromSeconds(3);

    // Short as well, so that the deadline leaves time for more attempts.
    private const string AttemptTimeout = ",asyncTimeout=1000,syncTimeout=1000";

    /// <summary>With how many threads a process begins that goes through Sentinel, where the client blocks some of them (docs/resilience.md).</summary>
    internal const int SentinelThreads = 32;

    private const int Drivers = 3;
    private const int Callers = 3;

    // So many acknowledged writes of a driver, and its connection works again.
    private const int Recovered = 25;

    private static readonly RedisConversationStoreOptions Options = new() { KeyPrefix = "faults" };

    private readonly FaultRun run;
    private readonly List<DriverProcess> drivers = [];
    private readonly List<string> histories = [];
    private UnavailableReason? told;

    private Load(FaultRun run) => this.run = run;

    /// <summary>Starts the drivers, and lets them run for a while.</summary>
    /// <param name="run">The run.</param>
    /// <param name="connectionString">Where the drivers find the store.</param>
    /// <param name="waitForReplicas">How many replicas have a write before it is acknowledged.</param>
    /// <param name="minThreads">With how many threads the drivers begin; null for the runtime's default.</param>
    internal static async Task<Load> StartAsync(FaultRun run, string connectionString, int waitForReplicas = 0, int? minThreads = null)
    {
        var load = new Load(run);
        try
        {
            var starting = Enumerable.Range(0, Drivers).Select(async number =>
            {
                var history = Path.Combine(run.Folder.FullName, $"driver-{number}.history");
                var driver = await DriverProcess.StartAsync(
                    new()
                    {
                        ConnectionString = connectionString + AttemptTimeout,
                        KeyPrefix = Options.KeyPrefix,
                        HistoryFile = history,
                        Seed = run.Seed,
                        DriverNumber = number,
                        Callers = Callers,
                        OperationTimeout = Deadline,
                        WaitForReplicas = waitForReplicas,
                        MinThreads = minThreads,
                    },
                    run.CancellationToken);
                lock (load.drivers)
                {
                    load.drivers.Add(driver);
                    load.histories.Add(history);
                }
            });
            await Task.WhenAll(starting);
            await load.ProgressesAsync();
            await run.PauseAsync(300, 1200);
            return load;
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until writes of every driver are acknowledged again.</summary>
    internal async Task ProgressesAsync()
    {
        var before = drivers.Select(driver => driver.Acknowledged).ToArray();
        await Condition.HoldsAsync("writes of every driver are acknowledged again", () => Task.FromResult(drivers.Zip(before).All(pair => pair.First.Acknowledged >= pair.Second + Recovered)), run.CancellationToken);
    }

    /// <summary>Expects that callers are told a reason.</summary>
    internal void ExpectTold(UnavailableReason reason) => told = reason;

    /// <summary>After the fault: waits until all is well again, lets the load go on for a while, ends it, and has it judged.</summary>
    /// <param name="connectionString">Where the final state is.</param>
    /// <param name="lossWindows">When what was acknowledged may be lost; none for never.</param>
    internal Task<CheckReport> JudgeAsync(string connectionString, params LossWindow[] lossWindows) =>
        JudgeAsync(connectionString, () => Task.FromResult<IReadOnlyList<LossWindow>>(lossWindows));

    /// <summary>The same where it is known only in the end what may be lost.</summary>
    internal async Task<CheckReport> JudgeAsync(string connectionString, Func<Task<IReadOnlyList<LossWindow>>> lossWindowsAsync)
    {
        await ProgressesAsync();
        await run.PauseAsync(200, 600);
        await Task.WhenAll(drivers.Select(driver => driver.StopAsync()));
        var lossWindows = await lossWindowsAsync();
        await using var connection = await ReachAsync(connectionString);
        await using var store = new RedisConversationStore(connection, Options);
        var report = await HistoryChecker.CheckAsync(histories, store, new() { HungAfter = HungAfter, LossWindows = lossWindows }, run.CancellationToken);
        var damages = await StateAudit.FindAsync(connection, Options, mayLose: lossWindows.Count > 0, run.CancellationToken);
        var silences = told is { } reason ? ToldReasons.Check(histories, reason) : [];
        return report with { Violations = [.. report.Violations, .. damages, .. silences] };
    }

    // Sentinels that have not all heard of a failover yet may name a primary that is none any more, though every driver has found the new one.
    private async Task<IConnectionMultiplexer> ReachAsync(string connectionString)
    {
        IConnectionMultiplexer? connection = null;
        await Condition.HoldsAsync("the store can be judged", async () => (connection = await ConnectionMultiplexer.ConnectAsync(connectionString)) is not null, run.CancellationToken);
        return connection!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var driver in drivers) await driver.DisposeAsync();
    }
}

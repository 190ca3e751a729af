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

    private static readonly TimeSpan ClockDistance = TimeSpan.FromHours(6);

    // So many acknowledged writes of a driver, and its connection works again.
    private const int Recovered = 25;

    private static readonly RedisConversationStoreOptions Options = new() { KeyPrefix = "faults" };

    private readonly FaultRun run;
    private readonly List<DriverProcess> drivers = [];
    private readonly List<string> histories = [];
    private UnavailableReason? told;

    private readonly Func<int, DriverSettings> settings;
    private readonly bool skewedClocks;

    private Load(FaultRun run, Func<int, DriverSettings> settings, bool skewedClocks)
    {
        this.run = run;
        this.settings = settings;
        this.skewedClocks = skewedClocks;
    }

    /// <summary>Starts the drivers, and lets them run for a while.</summary>
    /// <param name="run">The run.</param>
    /// <param name="connectionString">Where the drivers find the store.</param>
    /// <param name="waitForReplicas">How many replicas have a write before it is acknowledged.</param>
    /// <param name="minThreads">With how many threads the drivers begin; null for the runtime's default.</param>
    /// <param name="skewedClocks">Whether the clocks of the drivers are hours apart and jump, and rooms are created, moved and listed. The indexes are then judged by repairs as well.</param>
    internal static async Task<Load> StartAsync(FaultRun run, string connectionString, int waitForReplicas = 0, int? minThreads = null, bool skewedClocks = false)
    {
        var load = new Load(
            run,
            number => new()
            {
                ConnectionString = connectionString + AttemptTimeout,
                KeyPrefix = Options.KeyPrefix,
                HistoryFile = Path.Combine(run.Folder.FullName, $"driver-{number}.history"),
                Seed = run.Seed,
                DriverNumber = number,
                Callers = Callers,
                OperationTimeout = Deadline,
                WaitForReplicas = waitForReplicas,
                MinThreads = minThreads,
                MovesRooms = skewedClocks,
                ClockOffset = skewedClocks ? ClockDistance * (number - 1) : null,
            },
            skewedClocks);
        try
        {
            var starting = Enumerable.Range(0, Drivers).Select(load.StartDriverAsync);
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

    /// <summary>Kills a driver in the middle of its calls, and starts another in its place.</summary>
    internal async Task ReplaceDriverAsync()
    {
        var killed = drivers[run.Choose(drivers.Count)];
        drivers.Remove(killed);
        await killed.KillAsync();
        await killed.DisposeAsync();
        await StartDriverAsync(histories.Count);
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
        var expectation = new Expectation { HungAfter = HungAfter, LossWindows = lossWindows };
        var report = await HistoryChecker.CheckAsync(histories, store, expectation, run.CancellationToken);
        var damages = await StateAudit.FindAsync(connection, Options, mayLose: lossWindows.Count > 0, run.CancellationToken);
        var silences = told is { } reason ? ToldReasons.Check(histories, reason) : [];
        var repairs = skewedClocks ? await FindByRepairAsync(connection, store, expectation) : [];
        return report with { Violations = [.. report.Violations, .. damages, .. silences, .. repairs] };
    }

    /// <summary>What repairs find in the indexes besides writes under way, and what they break.</summary>
    private async Task<IReadOnlyList<Violation>> FindByRepairAsync(IConnectionMultiplexer connection, IConversationStore store, Expectation expectation)
    {
        var found = await StateAudit.RepairAsync(connection, Options, run.CancellationToken);
        var repaired = await HistoryChecker.CheckAsync(histories, store, expectation, run.CancellationToken);
        return [.. found, .. repaired.Violations.Select(violation => violation with { Rule = violation.Rule + " after repairs" })];
    }

    private async Task StartDriverAsync(int number)
    {
        var ofDriver = settings(number);
        var driver = await DriverProcess.StartAsync(ofDriver, run.CancellationToken);
        lock (drivers)
        {
            drivers.Add(driver);
            histories.Add(ofDriver.HistoryFile);
        }
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

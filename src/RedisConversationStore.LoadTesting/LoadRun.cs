using Conversations.Redis.Audit;
using StackExchange.Redis;

namespace Conversations.LoadTesting;

/// <summary>A load from the first process to the report: workers make the rooms, all begin at a word, and what they measured is added up. What it writes stays, for whoever started it to remove.</summary>
public sealed class LoadRun(LoadRunOptions options, ILoadProgress progress)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Scenario scenario = ScenarioFile.Validated(options.Scenario, options.Name);
    private readonly SecondsSoFar seconds = new(options.Scenario.Processes, progress);

    /// <summary>Runs the load.</summary>
    /// <param name="cancellationToken">Ends the processes and gives up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, or refuses what is not part of the load itself. Failures in the load are counted instead.</exception>
    public async Task<LoadReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var (results, server) = await LoadAsync(cancellationToken);
        var operations = results.Operations();
        var completed = operations.Sum(operation => operation.Completed);
        return new()
        {
            Name = options.Name,
            Scenario = scenario,
            Target = options.Target,
            IsDevServer = options.IsDevServer,
            StartedAt = startedAt,
            MeasuredSeconds = Math.Round(results.MeasuredSeconds, 3),
            Completed = completed,
            Failed = operations.Sum(operation => operation.Failures.Values.Sum()),
            Throughput = Math.Round(operations.Sum(operation => operation.Throughput), 1),
            Operations = operations,
            Seconds = results.Seconds(),
            ClientProcessorSeconds = Math.Round(results.ProcessorSeconds, 3),
            Server = server,
            Memory = await MemoryAsync(cancellationToken),
            Growth = scenario.Growth is { } growth ? await GrowthAsync(growth, cancellationToken) : null,
        };
    }

    private async Task<(WorkerResults Results, ServerLoad? Server)> LoadAsync(CancellationToken cancellationToken)
    {
        await using var redis = await InfoConnectionAsync();
        var workers = Enumerable.Range(0, scenario.Processes)
            .Select(process => new WorkerLink(options.StartWorker, new(options.Connection, options.Prefix, process, scenario), seconds.Add))
            .ToList();
        try
        {
            await Task.WhenAll(workers.Select(worker => worker.StartAsync(cancellationToken)));
            await PreparedAsync(workers, cancellationToken);
            progress.Say(scenario.Rate is { } rate
                ? FormattableString.Invariant($"Open loop: {rate:#,0.#} operations a second are due, {scenario.WarmUpSeconds:0.#} s of warm-up, {scenario.DurationSeconds:0.#} s measured.")
                : FormattableString.Invariant($"Closed loop: {scenario.CallersPerProcess * scenario.Processes:#,0} callers, {scenario.WarmUpSeconds:0.#} s of warm-up, {scenario.DurationSeconds:0.#} s measured."));
            return await MeasuredAsync(workers, redis, cancellationToken);
        }
        finally
        {
            await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        }
    }

    private async Task PreparedAsync(List<WorkerLink> workers, CancellationToken cancellationToken)
    {
        var ready = AllAsync(workers.Select(worker => worker.ReadyAsync()));
        using var ticks = new PeriodicTimer(Tick);
        while (await Task.WhenAny(ready, ticks.WaitForNextTickAsync(cancellationToken).AsTask()) != ready)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Prepared(workers.Sum(worker => worker.Prepared), scenario.Rooms);
        }

        await ready;
        progress.Prepared(scenario.Rooms, scenario.Rooms);
    }

    private async Task<(WorkerResults Results, ServerLoad? Server)> MeasuredAsync(List<WorkerLink> workers, ConnectionMultiplexer? redis, CancellationToken cancellationToken)
    {
        foreach (var worker in workers) worker.Go();
        var results = workers.ConvertAll(worker => worker.ResultAsync());
        var measured = AllAsync(results).WaitAsync(cancellationToken);
        await Task.WhenAny(measured, Task.Delay(TimeSpan.FromSeconds(scenario.WarmUpSeconds), cancellationToken));
        var before = redis is null ? null : await SnapshotAsync(redis);
        await measured;
        var after = redis is null ? null : await SnapshotAsync(redis);
        var merged = new WorkerResults(scenario, await Task.WhenAll(results));
        return (merged, before is null || after is null ? null : ServerLoad.Between(before, after));
    }

    /// <summary>Ends with the first failure, not with the last task.</summary>
    private static async Task AllAsync(IEnumerable<Task> tasks)
    {
        await foreach (var ended in Task.WhenEach(tasks)) await ended;
    }

    /// <summary>For the servers' own figures, which a run can do without. Whoever cannot connect hears so from the workers.</summary>
    private async Task<ConnectionMultiplexer?> InfoConnectionAsync()
    {
        try
        {
            var configuration = ConfigurationOptions.Parse(options.Connection);
            // The client counts INFO among what needs this.
            configuration.AllowAdmin = true;
            return await ConnectionMultiplexer.ConnectAsync(configuration);
        }
        catch (Exception refused) when (refused is RedisException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Null where a server does not tell, for lack of a right or of the command.</summary>
    private static async Task<ServerSnapshot?> SnapshotAsync(IConnectionMultiplexer redis)
    {
        try
        {
            var snapshot = await ServerSnapshot.ReadAsync(redis);
            return snapshot is { Nodes: > 0, TellsMemory: true, TellsProcessor: true } ? snapshot : null;
        }
        catch (Exception refused) when (refused is RedisException or RedisCommandException or TimeoutException)
        {
            return null;
        }
    }

    private async Task<StoreStatistics> MemoryAsync(CancellationToken cancellationToken)
    {
        progress.Say("Measuring what the store holds.");
        await using var audit = await StoreAudit.ConnectAsync(options.Connection, new() { KeyPrefix = options.Prefix }, cancellationToken);
        return await audit.MeasureAsync(biggestRooms: 5, cancellationToken);
    }

    private async Task<IReadOnlyList<GrowthPoint>> GrowthAsync(GrowthPhase growth, CancellationToken cancellationToken)
    {
        await using var store = await options.OpenStore(options.Connection, options.Prefix, cancellationToken);
        return await new RoomGrowth(store, scenario).MeasureAsync(growth, size => progress.Say(FormattableString.Invariant($"Growth: a room of {size:#,0} events.")), cancellationToken);
    }
}

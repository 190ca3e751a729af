using System.Diagnostics;

namespace Conversations.LoadTesting;

/// <summary>Opens a store.</summary>
/// <param name="connection">As StackExchange.Redis reads it.</param>
/// <param name="prefix">The prefix of the store's keys.</param>
/// <param name="cancellationToken">Stops waiting.</param>
public delegate Task<IConversationStore> OpenStore(string connection, string prefix, CancellationToken cancellationToken);

/// <summary>One of the processes that make the load: told what to do on its standard input, tells what came of it on its standard output.</summary>
public sealed class LoadWorker
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly WorkerSettings settings;
    private readonly TextWriter output;
    private readonly IReadOnlyList<IConversationStore> stores;
    private readonly RoomSet rooms;
    private int toldSeconds;

    private LoadWorker(WorkerSettings settings, TextWriter output, IReadOnlyList<IConversationStore> stores)
    {
        (this.settings, this.output, this.stores) = (settings, output, stores);
        rooms = new(settings.Scenario);
    }

    /// <summary>Makes the load and tells what came of it, until standard input ends, which it also does when the process that started this one dies.</summary>
    /// <param name="input">Where the settings come from.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="openStore">How stores are opened; the worker disposes them.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    public static async Task RunAsync(TextReader input, TextWriter output, OpenStore openStore, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(openStore);
        if (await input.ReadLineAsync(cancellationToken) is not { } first) return;
        var settings = WorkerProtocol.ReadSettings(first);
        var stores = new List<IConversationStore>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            while (stores.Count < settings.Scenario.ConnectionsPerProcess) stores.Add(await openStore(settings.Connection, settings.Prefix, cancellationToken));
            var worker = new LoadWorker(settings, output, stores);
            var ended = ListenAsync(input, go, stop);
            await worker.RunAsync(go.Task, stop.Token);
            await ended;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Nobody waits for the result any more.
        }
        finally
        {
            foreach (var store in stores) await store.DisposeAsync();
        }
    }

    private static async Task ListenAsync(TextReader input, TaskCompletionSource go, CancellationTokenSource stop)
    {
        while (await input.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line == WorkerProtocol.Go) go.TrySetResult();
        }

        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The load has failed before.
        }
    }

    private async Task RunAsync(Task go, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        var callers = Callers();
        Tell(new(IsReady: true));
        await go.WaitAsync(cancellationToken);

        var scenario = settings.Scenario;
        var loop = Loop(TimeProvider.System, TimeProvider.System.GetTimestamp());
        var engine = new LoadEngine(scenario, loop, TimeProvider.System);
        var processor = ProcessorTimeAsync(loop, cancellationToken);
        await TellWhileAsync(engine.RunAsync(callers, cancellationToken), () => TellSecond(engine, loop), cancellationToken);
        var processorSeconds = (Environment.CpuUsage.TotalTime - await processor).TotalSeconds;
        var seconds = engine.Recorder.Seconds.First((int)Math.Ceiling(engine.Measured.TotalSeconds));
        Tell(new(Result: new(engine.Recorder.Results(), seconds, engine.Measured.TotalSeconds, processorSeconds)));
    }

    private Task PrepareAsync(CancellationToken cancellationToken)
    {
        var setup = new RoomSetup(settings.Scenario, rooms, stores, settings.Process);
        Tell(new(Prepared: 0));
        return TellWhileAsync(setup.RunAsync(cancellationToken), () => Tell(new(Prepared: setup.Ready)), cancellationToken);
    }

    private List<Caller> Callers() => [.. Enumerable.Range(0, settings.Scenario.CallersPerProcess).Select(number => new Caller(
        stores[number % stores.Count], rooms, settings.Scenario, $"{settings.Process}-{number}", unchecked((((settings.Scenario.Seed * 1009) + settings.Process) * 10_007) + number)))];

    private ILoop Loop(TimeProvider clock, long start)
    {
        var scenario = settings.Scenario;
        var (warmUp, duration) = (TimeSpan.FromSeconds(scenario.WarmUpSeconds), TimeSpan.FromSeconds(scenario.DurationSeconds));
        return scenario.Rate is { } rate
            ? new OpenLoop(clock, start, rate / scenario.Processes, (double)settings.Process / scenario.Processes, warmUp, duration)
            : new ClosedLoop(clock, start, warmUp, duration);
    }

    /// <summary>The processor time taken until the measured time began.</summary>
    private static async Task<TimeSpan> ProcessorTimeAsync(ILoop loop, CancellationToken cancellationToken)
    {
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), loop.MeasuredFrom);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, cancellationToken);
        return Environment.CpuUsage.TotalTime;
    }

    private void TellSecond(LoadEngine engine, ILoop loop)
    {
        // The second that has just ended; timers may be a little early.
        var second = (int)Math.Floor(engine.Now.TotalSeconds + 0.25) - 1;
        var backlog = loop.Backlog;
        // A busy machine may swallow a tick.
        for (; toldSeconds <= second; toldSeconds++) engine.Recorder.Seconds.Backlog(toldSeconds, backlog);
        Tell(new(Second: second >= 0 ? engine.Recorder.Seconds.At(second) : new(second, 0, 0, 0, backlog)));
    }

    private static async Task TellWhileAsync(Task work, Action tell, CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Tick);
        // What is cancelled ticks at once, and again and again.
        while (await Task.WhenAny(work, ticks.WaitForNextTickAsync(cancellationToken).AsTask()) != work && !cancellationToken.IsCancellationRequested) tell();
        await work;
    }

    private void Tell(WorkerMessage message)
    {
        lock (output)
        {
            output.WriteLine(WorkerProtocol.Write(message));
            output.Flush();
        }
    }
}

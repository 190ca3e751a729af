namespace Conversations.LoadTesting;

/// <summary>The load of one process: its callers, one loop that tells them when to begin, one record of what came of it.</summary>
internal sealed class LoadEngine
{
    /// <summary>How long operations that are due may go on after the end, before they are given up.</summary>
    internal static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    private readonly Scenario scenario;
    private readonly ILoop loop;
    private readonly TimeProvider clock;
    private readonly LoadOperation[] operations;
    private readonly WeightedChoice mix;
    private readonly Zipf rooms;
    private long lastEnd;

    internal LoadEngine(Scenario scenario, ILoop loop, TimeProvider clock)
        : this(scenario, loop, clock, [.. scenario.Mix.Keys.Select(LoadOperations.Get)])
    {
    }

    /// <summary>With operations that are not in the catalogue, in the order of the mix.</summary>
    internal LoadEngine(Scenario scenario, ILoop loop, TimeProvider clock, LoadOperation[] operations)
    {
        (this.scenario, this.loop, this.clock, this.operations) = (scenario, loop, clock, operations);
        mix = new(scenario.Mix.Values);
        rooms = new(scenario.Rooms, scenario.RoomSkew);
        Recorder = new(scenario, TimeSpan.FromSeconds(scenario.DurationSeconds) + DrainLimit);
        lastEnd = loop.End;
    }

    internal RunRecorder Recorder { get; }

    /// <summary>How long the measured time is: to the end of the load, or to the last operation that was still under way then.</summary>
    internal TimeSpan Measured => Since(Volatile.Read(ref lastEnd));

    /// <summary>Since the measured time began; negative while warming up.</summary>
    internal TimeSpan Now => Since(clock.GetTimestamp());

    /// <summary>Runs to the end of the load.</summary>
    internal async Task RunAsync(IReadOnlyList<Caller> callers, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var drained = clock.GetElapsedTime(clock.GetTimestamp(), loop.End) + DrainLimit;
        using var timer = clock.CreateTimer(_ => giveUp.Cancel(), null, drained, Timeout.InfiniteTimeSpan);
        await Task.WhenAll(callers.Select(caller => Task.Run(() => CallAsync(caller, giveUp.Token), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
        while (loop.TakeOverdue() is { } turn) GivenUp(operations[mix.Next(callers[0].Random)], turn);
    }

    private async Task CallAsync(Caller caller, CancellationToken cancellationToken)
    {
        while (await loop.NextAsync(cancellationToken) is { } turn)
        {
            var operation = operations[mix.Next(caller.Random)];
            var room = rooms.Next(caller.Random);
            try
            {
                await operation.CallAsync(caller, room, cancellationToken);
                Completed(operation, turn);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                GivenUp(operation, turn);
            }
            catch (Exception fault)
            {
                Failed(operation, turn, FailureReason.Of(fault));
            }
        }
    }

    private void Completed(LoadOperation operation, Turn turn)
    {
        if (Ended(turn) is { } end) Recorder.Completed(operation.Name, Since(end), clock.GetElapsedTime(turn.CountsFrom, end));
    }

    private void Failed(LoadOperation operation, Turn turn, string reason)
    {
        if (Ended(turn) is { } end) Recorder.Failed(operation.Name, Since(end), reason);
    }

    private void GivenUp(LoadOperation operation, Turn turn)
    {
        if (Ended(turn) is { } end) Recorder.GivenUp(operation.Name, Since(end), clock.GetElapsedTime(turn.CountsFrom, end));
    }

    /// <summary>The end of an operation that counts; null for the warm-up's.</summary>
    private long? Ended(Turn turn)
    {
        if (turn.Due < loop.MeasuredFrom) return null;
        var now = clock.GetTimestamp();
        var last = Volatile.Read(ref lastEnd);
        while (now > last)
        {
            var before = Interlocked.CompareExchange(ref lastEnd, now, last);
            if (before == last) break;
            last = before;
        }

        return now;
    }

    private TimeSpan Since(long timestamp) => clock.GetElapsedTime(loop.MeasuredFrom, timestamp);
}

using Conversations.LoadTesting;

namespace Conversations.Cli.Tests.Bench;

/// <summary>What the loops measure, to the microsecond: on a clock of the tests' own, with one caller.</summary>
public sealed class LoadEngineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SkippingClock clock = new();
    private readonly List<long> calls = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_an_open_loop_a_stall_shows_in_every_operation_that_was_due_meanwhile()
    {
        // 100 a second for 10 seconds, a millisecond each; call 300 takes two seconds.
        var result = await RunAsync(Open(rate: 100, seconds: 10), call => call == 300 ? 2 * Second : TimeSpan.FromMilliseconds(1));
        Assert.Equal(1000, result.Completed);
        Assert.InRange(result.MaxMs, 1999, 2003);
        // Of 1000 operations, those of two seconds were late, and it took until they were caught up: a fifth and more.
        Assert.Equal(1, result.P50Ms, tolerance: 0.1);
        Assert.InRange(result.P90Ms, 900, 1200);
    }

    [Fact]
    public async Task In_a_closed_loop_the_same_stall_is_one_slow_operation()
    {
        var result = await RunAsync(new ClosedLoop(clock, 0, TimeSpan.Zero, 10 * Second), call => call == 300 ? 2 * Second : TimeSpan.FromMilliseconds(1));
        Assert.InRange(result.MaxMs, 1999, 2003);
        Assert.Equal(1, result.P99Ms, tolerance: 0.1);
    }

    [Fact]
    public async Task An_open_loop_keeps_its_rate_and_its_warm_up_is_not_measured()
    {
        var result = await RunAsync(new OpenLoop(clock, 0, rate: 200, phase: 0, warmUp: 3 * Second, duration: 5 * Second), _ => TimeSpan.FromMilliseconds(2));
        Assert.Equal(1000, result.Completed);
        Assert.Equal(1600, calls.Count);
        Assert.Equal(2, result.MaxMs, tolerance: 0.1);
    }

    [Fact]
    public async Task The_schedules_of_processes_interleave()
    {
        await RunAsync(new OpenLoop(clock, 0, rate: 10, phase: 0.5, warmUp: TimeSpan.Zero, duration: Second), _ => TimeSpan.Zero);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => (number * 100) + 50L), calls.Select(at => at / TimeSpan.TicksPerMillisecond));
    }

    [Fact]
    public async Task What_was_due_and_never_ended_counts_with_its_time_so_far()
    {
        // The first call hangs until the load gives up; the 199 that were due behind it never begin.
        var engine = new LoadEngine(Scenario(2), Open(rate: 100, seconds: 2), clock, [new("add_event", (_, _, ct) =>
        {
            clock.Pass((2 * Second) + LoadEngine.DrainLimit);
            ct.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        })]);
        await engine.RunAsync([Caller(2)], Ct);
        var result = Report(engine, 2);
        Assert.Equal((0, 200), (result.Completed, result.Failures[RunRecorder.Unfinished]));
        Assert.Equal(12_000, result.MaxMs, tolerance: 20);
        Assert.Equal(11_000, result.P50Ms, tolerance: 50);
    }

    [Fact]
    public void The_backlog_is_what_is_due_and_not_begun()
    {
        var loop = Open(rate: 100, seconds: 10);
        Assert.Equal(0, loop.Backlog);
        clock.Pass(Second);
        Assert.Equal(100, loop.Backlog);
        for (var taken = 0; taken < 30; taken++) Assert.NotNull(loop.TakeOverdue());
        Assert.Equal(70, loop.Backlog);
        clock.Pass(60 * Second);
        Assert.Equal(970, loop.Backlog);
    }

    [Fact]
    public async Task Failures_are_counted_by_reason_and_are_no_latencies()
    {
        var engine = new LoadEngine(Scenario(1), new ClosedLoop(clock, 0, TimeSpan.Zero, Second), clock, [new("add_event", (_, _, _) =>
        {
            clock.Pass(TimeSpan.FromMilliseconds(100));
            calls.Add(0);
            return calls.Count switch
            {
                1 => throw new StoreUnavailableException(UnavailableReason.OutOfMemory, "full", isRetrySafe: true, mayHaveTakenEffect: false),
                2 or 3 => throw new RecordNotFoundException(RecordKinds.Room, "r"),
                4 => throw new UnexpectedAnswerException("duplicate_committed"),
                _ => Task.CompletedTask,
            };
        })]);
        await engine.RunAsync([Caller(1)], Ct);
        var result = Report(engine, 1);
        Assert.Equal(6, result.Completed);
        Assert.Equal(new Dictionary<string, long> { ["unavailable_out_of_memory"] = 1, ["not_found"] = 2, ["duplicate_committed"] = 1 }, result.Failures);
        Assert.Equal((6, 4), (engine.Recorder.Seconds.First(2).Sum(second => second.Completed), engine.Recorder.Seconds.First(2).Sum(second => second.Failed)));
    }

    private static Scenario Scenario(double seconds) => new() { Mix = new Dictionary<string, double> { ["add_event"] = 1 }, Rooms = 1, DurationSeconds = seconds };

    private static Caller Caller(double seconds) => new(new InMemoryConversationStore(), new RoomSet(Scenario(seconds)), Scenario(seconds), "test", 1);

    private OpenLoop Open(double rate, double seconds) => new(clock, 0, rate, phase: 0, warmUp: TimeSpan.Zero, duration: TimeSpan.FromSeconds(seconds));

    /// <summary>Runs operations that take as long as told by their number.</summary>
    private async Task<OperationReport> RunAsync(ILoop loop, Func<int, TimeSpan> takes)
    {
        var engine = new LoadEngine(Scenario(20), loop, clock, [new("add_event", (_, _, _) =>
        {
            calls.Add(clock.GetTimestamp());
            clock.Pass(takes(calls.Count));
            return Task.CompletedTask;
        })]);
        await engine.RunAsync([Caller(20)], Ct);
        return Report(engine, 20);
    }

    private static OperationReport Report(LoadEngine engine, double seconds) =>
        new WorkerResults(Scenario(seconds), [new(engine.Recorder.Results(), [], engine.Measured.TotalSeconds, 0)]).Operations()[0];
}

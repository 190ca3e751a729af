using System.Globalization;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>
/// The longest command of calls that read, write or delete much at once, by the server's own log: a server does one command at a time, so a long one holds up every other caller.
/// Beside it what the process allocates for the bytes that it gets or gives.
/// </summary>
internal sealed class LongestStep : ILimit
{
    private const int EventBytes = 1_000_000;
    private const int Callers = 64;
    private const string Root = "root";
    private const string LargeEvents = "large-events";
    private const string Crowded = "crowded";

    // Every command, however short, and as many as the longest call sends.
    private static readonly (RedisValue Name, RedisValue Value)[] Log = [("slowlog-log-slower-than", 0), ("slowlog-max-len", 1_000_000)];

    public string Name => "longest_step";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        var measured = new List<(Shape Shape, Step Step)>();
        await using (var redis = await RunningRedis.StartAsync())
        {
            // The deadline covers all steps of a page, and half a gigabyte takes its time where memory is slow to get.
            await using var store = new RedisConversationStore(redis.Connection, new RedisConversationStoreOptions { OperationTimeout = TimeSpan.FromMinutes(1) });
            foreach (var (name, value) in Log) await redis.Server.ConfigSetAsync(name, value);
            await FillAsync(store, setup.LargeRoom / 10);
            foreach (var shape in Shapes(store, Math.Max(4, setup.LargeRoom / 2000), setup.LargeRoom / 10)) measured.Add((shape, await MeasureAsync(redis, shape, setup.Rounds)));
        }

        var grown = await setup.GrownRoomsAsync();
        foreach (var (name, value) in Log) await grown.Redis.Server.ConfigSetAsync(name, value);
        var nothing = new Shape("filter", $"a filter that matches none of {Count(setup.LargeRoom)} events", async () => await SizeAsync(grown.Redis.Store.Events.ListAsync(GrownRooms.Large, EventPage.After(-1), new() { CorrelationId = "none" })));
        measured.Add((nothing, await MeasureAsync(grown.Redis, nothing, setup.Rounds)));
        await grown.Redis.Server.ConfigSetAsync(Log[0].Name, -1);

        var longest = measured.MaxBy(static one => one.Step.Milliseconds);
        yield return new(Name, "longest command of the server over the calls below, milliseconds", Bar.AtMost(20), longest.Step.Milliseconds, longest.Shape.What);
        var most = measured.MaxBy(static one => one.Step.Allocated);
        yield return new($"{Name}_allocated", "bytes allocated / bytes got or given, the most of the calls below", Bar.AtMost(3), most.Step.Allocated, most.Shape.What);
        foreach (var (shape, step) in measured)
        {
            yield return new(
                $"{Name}_{shape.Name}",
                $"{shape.What}: longest command, milliseconds",
                null,
                step.Milliseconds,
                string.Create(CultureInfo.InvariantCulture, $"{step.Command}, one of {step.Commands:N0}; {step.Total:F0} ms for the caller{(step.Allocated > 0 ? $"; {step.Allocated:F1} bytes allocated for each got or given" : "")}"));
        }
    }

    private static IEnumerable<Shape> Shapes(RedisConversationStore store, int events, int records)
    {
        var given = Enumerable.Range(0, events).Select(i => Large(i)).ToList();
        var first = $"{Count(events)} events of 1 MB";
        yield return new("add_many", $"add {first} in batches", async () =>
        {
            await store.Rooms.CreateAsync(Samples.Room with { Id = LargeEvents });
            await store.Events.AddAsync(Large(0) with { Id = Root, ParentEventId = null });
            foreach (var batch in EventBatches.Split(given)) await store.Events.AddManyAsync(LargeEvents, batch);
            return (long)events * EventBytes;
        }, () => store.Rooms.DeleteAsync(LargeEvents));
        yield return new("page", $"a page of {first}", () => SizeAsync(store.Events.ListAsync(LargeEvents, EventPage.After(0, events))));
        yield return new("page_filtered", $"a page of {first} under a filter that some match", () => SizeAsync(store.Events.ListAsync(LargeEvents, EventPage.After(0, events), new() { IncludeTypes = [EventType.Message], CreatedAfter = given[0].CreatedAt.AddSeconds(-1) })));
        yield return new("replies", $"replies, {first}", () => SizeAsync(store.Events.ListAsync(LargeEvents, EventPage.After(0, events), new() { ParentEventId = Root })));
        yield return new("continue", $"continue behind a cursor, {first}", async () => ((await store.Events.ContinueAsync(LargeEvents, EventCursor.Start, events))?.Events.Count ?? 0) * (long)EventBytes);
        yield return new("summaries", "thread summaries of 100 roots of 1 MB", async () => (await store.Events.ThreadSummariesAsync(LargeEvents, [Root, .. given.Take(99).Select(static roomEvent => roomEvent.Id)])).Count * 0L);
        yield return new("delete_thread", $"delete a thread of {first}", async () => (await store.Events.DeleteAsync(LargeEvents, Root)).Count * 0L, async () =>
        {
            await store.Rooms.DeleteAsync(LargeEvents);
            await store.Rooms.CreateAsync(Samples.Room with { Id = LargeEvents });
            await store.Events.AddAsync(Large(0) with { Id = Root, ParentEventId = null });
            foreach (var batch in EventBatches.Split(given)) await store.Events.AddManyAsync(LargeEvents, batch);
        });
        var some = Math.Min(events, 100);
        yield return new("import", $"import {Count(some)} events of 1 MB one by one", async () =>
        {
            for (var i = 0; i < some; i++) await store.Events.ImportAsync(given[i] with { Index = i });
            return (long)some * EventBytes;
        }, async () =>
        {
            await store.Rooms.DeleteAsync(LargeEvents);
            await store.Rooms.CreateAsync(Samples.Room with { Id = LargeEvents });
        });
        yield return new("delete_room", $"delete a room with {first}", async () => await store.Rooms.DeleteAsync(LargeEvents) ? 0 : 1, async () =>
        {
            await store.Rooms.DeleteAsync(LargeEvents);
            await store.Rooms.CreateAsync(Samples.Room with { Id = LargeEvents });
            foreach (var batch in EventBatches.Split(given)) await store.Events.AddManyAsync(LargeEvents, batch);
        });
        yield return new("context", $"the context of a room with {Count(records)} bindings", async () =>
        {
            try
            {
                await store.Rooms.LoadContextAsync(Crowded);
            }
            catch (RoomTooLargeException)
            {
                // Refused by name, as MaxContextRecords says.
            }

            return 0;
        });
        yield return new("bindings", $"{Count(records)} bindings of a room", async () => (await store.Bindings.ListAsync(Crowded)).Count * 0L);
        yield return new("rooms", $"rooms at the offset {Count(records * 99 / 100)}", async () => (await store.Rooms.ListAsync(records * 99 / 100, 100)).Count * 0L);
    }

    private static async Task<Step> MeasureAsync(RunningRedis redis, Shape shape, int rounds)
    {
        var steps = new List<Step>();

        // One more to warm up.
        for (var round = 0; round <= rounds; round++)
        {
            if (shape.Prepare is { } prepare) await prepare();
            await redis.Server.SlowlogResetAsync();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            var bytes = await shape.Call();
            var total = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            var commands = (await redis.Server.SlowlogGetAsync(1_000_000)).Where(static command => command.Arguments[0] != "SLOWLOG").ToList();
            var longest = commands.MaxBy(static command => command.Duration)!;
            if (round > 0) steps.Add(new(longest.Duration.TotalMilliseconds, longest.Arguments[0].ToString(), commands.Count, total, bytes == 0 ? 0 : Math.Round((double)allocated / bytes, 1)));
        }

        // A machine that does other things makes any command long now and then: what is long in each round is the call's own.
        return steps.MinBy(static step => step.Milliseconds);
    }

    private static async Task FillAsync(RedisConversationStore store, int records)
    {
        await store.Rooms.CreateAsync(Samples.Room with { Id = Crowded });
        var options = new ParallelOptions { MaxDegreeOfParallelism = Callers };
        await Parallel.ForEachAsync(Enumerable.Range(0, records), options, async (i, cancellationToken) =>
        {
            await store.Rooms.CreateAsync(Samples.Room with { Id = $"room-{i}", CreatedAt = Samples.Room.CreatedAt.AddSeconds(i) }, cancellationToken);
            await store.Bindings.AddAsync(new() { ChannelId = $"channel-{i}", RoomId = Crowded, ChannelType = ChannelType.Sms }, cancellationToken);
        });
    }

    private static RoomEvent Large(int number) =>
        Samples.WithoutKey(number, LargeEvents) with { Content = new TextContent { Body = new string('x', EventBytes) }, ParentEventId = Root };

    private static async Task<long> SizeAsync(Task<IReadOnlyList<RoomEvent>> page) => (await page).Count * (long)EventBytes;

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A call that does much at once.</summary>
    /// <param name="Name">Its part of the figure's name.</param>
    /// <param name="What">What it is.</param>
    /// <param name="Call">Makes it, and says how many bytes it got or gave; 0 where that is not looked at.</param>
    /// <param name="Prepare">What comes before each call and is not measured.</param>
    private sealed record Shape(string Name, string What, Func<Task<long>> Call, Func<Task>? Prepare = null);

    /// <summary>The longest command of a call.</summary>
    /// <param name="Milliseconds">How long the server was busy with it.</param>
    /// <param name="Command">Its name.</param>
    /// <param name="Commands">How many commands the call sent.</param>
    /// <param name="Total">How long the caller waited, in milliseconds.</param>
    /// <param name="Allocated">Bytes allocated for each byte got or given; 0 where that is not looked at.</param>
    private readonly record struct Step(double Milliseconds, string Command, int Commands, double Total, double Allocated);
}

namespace Conversations.Redis.Load;

/// <summary>The store beside PostgreSQL with the same guarantees. What survives a crash differs: Redis keeps nothing on disk here, as in the other limits, so two more figures compare them at equal durability.</summary>
internal sealed class AddEventBesidePostgres : ILimit
{
    private const int Callers = 64;
    private const string What = "add event / PostgreSQL, events per second at 64 callers";
    private static readonly Bar Least = Bar.AtLeast(10);

    public string Name => "add_event_vs_postgres";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        if (PostgresServer.FindBinaries() is null)
        {
            yield return Figure.Missing(Name, What, Least, PostgresServer.Missing);
            yield break;
        }

        await using var server = await PostgresServer.StartAsync();
        await using var durable = new PostgresStore(server, Callers);
        await using var relaxed = new PostgresStore(server, Callers, synchronousCommit: false);
        await durable.CreateTablesAsync();
        await using var redis = await RunningRedis.StartAsync();
        await using var everySecond = await RunningRedis.StartAsync("--appendonly", "yes", "--appendfsync", "everysec");
        await using var always = await RunningRedis.StartAsync("--appendonly", "yes", "--appendfsync", "always");

        // A round of PostgreSQL is a part of the events, or it would take most of the run.
        var load = new EventLoad(setup.Operations, LimitSetup.Rooms, Callers);
        var part = new EventLoad(Math.Max(Callers, setup.Operations / 8), LimitSetup.Rooms, Callers);
        var encoded = Encode(part);
        var comparison = await setup.CompareAsync(
            redis.Adds(load),
            On("postgres", durable, part, encoded),
            everySecond.Adds(load, "everysec"),
            On("postgres-relaxed", relaxed, part, encoded),
            always.Adds(part, "always"));

        yield return new(Name, What, Least, comparison.Ratio("store", "postgres"), $"{LimitSetup.PerSecond(comparison, "store", "postgres")}; {server.Description}; Redis keeps nothing on disk");
        yield return new(Name + "_crash_loses_a_second", "the same where a crash may lose the last second: appendfsync everysec / synchronous_commit off", null, comparison.Ratio("everysec", "postgres-relaxed"), LimitSetup.PerSecond(comparison, "everysec", "postgres-relaxed"));
        yield return new(Name + "_crash_loses_nothing", "the same where a crash loses nothing: appendfsync always / synchronous_commit on", null, comparison.Ratio("always", "postgres"), LimitSetup.PerSecond(comparison, "always", "postgres"));

        // Commits of one room wait for each other in PostgreSQL, whose row has the next index.
        var oneRoom = new EventLoad(Math.Max(Callers, setup.Operations / 16), rooms: 1, Callers);
        var encodedOneRoom = Encode(oneRoom);
        var inOneRoom = await setup.CompareAsync(redis.Adds(oneRoom), On("postgres", durable, oneRoom, encodedOneRoom));
        yield return new(Name + "_one_room", "the same in one room, where the store commits in groups", null, inOneRoom.Ratio("store", "postgres"), LimitSetup.PerSecond(inOneRoom, "store", "postgres"));

        static byte[][] Encode(EventLoad load) => Array.ConvertAll(load.Events, static roomEvent => EventCodec.Encode(roomEvent, EventLimits.DefaultMaxEventBytes));

        static Contender On(string name, PostgresStore store, EventLoad load, byte[][] encoded) =>
            load.Contender(name, "PostgreSQL", store, i => store.AddAsync(load.Events[i], encoded[i]));
    }
}

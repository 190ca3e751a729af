using Conversations.Conformance;
using Conversations.Writer;
using Xunit;

namespace Conversations.Redis.Tests.Concurrency;

/// <summary>Many writers on one room, from several connections and processes: indices are dense and unique, and every acknowledged event is there once, at its index.</summary>
/// <param name="fixture">The backend.</param>
public abstract class ConcurrencyTests(RedisFixture fixture)
{
    private const string Room = Samples.RoomId;

    // Of each process.
    private const int Writers = 11;
    private const int EventsPerWriter = 15;

    private readonly RedisConversationStoreOptions options = new() { KeyPrefix = $"test:{Guid.NewGuid():N}" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_two_writers_on_four_connections()
    {
        await using var store = await OpenWithRoomAsync();
        var connections = new List<RedisConversationStore>();
        for (var i = 0; i < 4; i++) connections.Add(await RedisConversationStore.ConnectAsync(fixture.ConnectionString, options, Token));
        var outputs = connections.ConvertAll(_ => new MemoryStream());
        var seeds = connections.Select((_, i) => $"connection {i}").ToArray();

        var runs = connections.Select((connection, i) => new WriterRun(connection, Room, seeds[i], outputs[i])).ToArray();
        await Task.WhenAll(runs.SelectMany(run => Enumerable.Range(0, 8).Select(writer => Task.Run(() => run.WriteAsync(writer, events: 20), Token))));

        foreach (var connection in connections) await connection.DisposeAsync();
        await AcknowledgedEvents.VerifyAsync(store, Room, outputs.SelectMany(Acknowledged), WriterRun.EventIds(seeds, writers: 8, events: 20), Token);
    }

    [Fact]
    public async Task Three_processes()
    {
        await using var store = await OpenWithRoomAsync();
        string[] seeds = ["a", "b", "c"];
        using var a = Start("a");
        using var b = Start("b");
        using var c = Start("c");

        var acknowledged = await Task.WhenAll(a.RunAsync(), b.RunAsync(), c.RunAsync());

        await AcknowledgedEvents.VerifyAsync(store, Room, acknowledged.SelectMany(lines => lines), WriterRun.EventIds(seeds, Writers, EventsPerWriter), Token);
    }

    [Fact]
    public async Task Three_processes_one_of_which_is_killed_and_its_events_written_again()
    {
        await using var store = await OpenWithRoomAsync();
        string[] seeds = ["a", "b", "c"];
        using var a = Start("a");
        using var b = Start("b");
        using var killed = Start("c", killAfter: 60);
        var others = Task.WhenAll(a.RunAsync(), b.RunAsync());

        var before = await killed.RunAsync();
        using var replacement = Start("c");
        var after = await replacement.RunAsync();

        var all = (await others).SelectMany(lines => lines).Concat(before).Concat(after);
        Assert.Equal(60, before.Count);
        await AcknowledgedEvents.VerifyAsync(store, Room, all, WriterRun.EventIds(seeds, Writers, EventsPerWriter), Token);
    }

    private WriterProcess Start(string seed, int? killAfter = null) => new(fixture.ConnectionString, options.KeyPrefix, Room, Writers, EventsPerWriter, seed, killAfter);

    private async Task<RedisConversationStore> OpenWithRoomAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        var store = new RedisConversationStore(fixture.Connection, options);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        return store;
    }

    private static IEnumerable<Acknowledgement> Acknowledged(MemoryStream output) =>
        System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.JsonSerializer.Deserialize<Acknowledgement>(line)!);
}

public sealed class ConcurrencyTestsOnDevServer(DevServerFixture fixture) : ConcurrencyTests(fixture);

public sealed class ConcurrencyTestsOnRedisServer(RedisServerFixture fixture) : ConcurrencyTests(fixture);

public sealed class ConcurrencyTestsOnCluster(ClusterFixture fixture) : ConcurrencyTests(fixture);

using System.Diagnostics;
using Conversations.Faults.Checking;
using Conversations.Faults.Driving;
using Conversations.Faults.History;
using Conversations.Redis;
using Conversations.Testing;
using StackExchange.Redis;
using Condition = Conversations.Testing.Condition;

namespace Conversations.Faults.Tests.Running;

/// <summary>Drivers on a real server without a fault: nothing to find, until something is damaged by hand.</summary>
public sealed class DriversOnRedisServerTests : IAsyncDisposable
{
    private const string Prefix = "drivers";
    private const int Drivers = 3;
    private const long EnoughWrites = 300;
    private const string Room = "room-0";

    private static readonly Expectation NothingLost = Expectation.Nothing(TimeSpan.FromSeconds(30));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conversations-history-");
    private RedisServerProcess? server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] Histories => [.. Enumerable.Range(0, Drivers).Select(History)];

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_is_found_without_a_fault()
    {
        await DriveAsync(driver => driver.StopAsync());

        var report = await CheckAsync();

        Assert.Empty(report.Violations);
        Assert.Empty(report.DocumentedLosses);
        Assert.InRange(report.Acknowledged, Drivers * EnoughWrites, report.Operations);
        Assert.NotEqual(TimeSpan.Zero, report.Longest);
    }

    [Fact]
    public async Task Every_operation_is_called_and_every_kind_of_record_is_written()
    {
        await DriveAsync(driver => driver.StopAsync());

        var answered = Histories.SelectMany(history => DriverHistory.Read(history).Calls).Where(call => call.IsAnswered).ToArray();

        Assert.Equal(Enum.GetValues<Operation>().ToHashSet(), answered.Select(call => call.Operation).ToHashSet());
        Assert.Equal(Enum.GetValues<RecordKind>().ToHashSet(), answered.Where(call => !call.IsRead).Select(call => call.Start.Record?.Kind).OfType<RecordKind>().ToHashSet());
    }

    [Fact]
    public async Task Nothing_is_found_when_drivers_are_killed()
    {
        await DriveAsync(driver => driver.KillAsync());

        Assert.Empty((await CheckAsync()).Violations);
    }

    [Fact]
    public async Task Times_in_which_a_driver_stands_still_are_recorded()
    {
        var pause = TimeSpan.FromSeconds(1);
        await DriveAsync(async driver =>
        {
            await SignalAsync("-STOP", driver);
            await Task.Delay(pause, Token);
            await SignalAsync("-CONT", driver);
            await driver.StopAsync();
        });

        Assert.All(Histories.Select(DriverHistory.Read), driver => Assert.Contains(driver.Stalls, stall => Stopwatch.GetElapsedTime(stall.From, stall.To) >= pause * 0.9));

        static async Task SignalAsync(string signal, DriverProcess driver)
        {
            using var kill = Process.Start("kill", [signal, $"{driver.ProcessId}"]);
            await kill.WaitForExitAsync(Token);
        }
    }

    [Fact]
    public async Task What_is_damaged_by_hand_is_found()
    {
        await DriveAsync(driver => driver.StopAsync());
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server!.ConnectionString);
        var database = connection.GetDatabase();
        var events = await KeyAsync(connection, "events");
        var room = await KeyAsync(connection, "room");
        var markers = await KeyAsync(connection, "markers");
        var claimed = database.SortedSetRangeByRank(await KeyAsync(connection, "claims"))[0];

        await FindsAsync("EventsStay", async () =>
        {
            var lost = (await database.SortedSetRangeByRankWithScoresAsync(events, 5, 5)).Single();
            await database.SortedSetRemoveAsync(events, lost.Element);
            return () => database.SortedSetAddAsync(events, lost.Element, lost.Score);
        });
        await FindsAsync("EventHasOneIndex", async () =>
        {
            // The same event at another index, as a write that happened twice would leave it.
            var original = (await database.SortedSetRangeByRankWithScoresAsync(events, 5, 5)).Single();
            ReadOnlyMemory<byte> member = original.Element;
            byte[] again = [.. "1000000"u8, .. member.Span[member.Span.IndexOfAnyExceptInRange((byte)'0', (byte)'9')..]];
            await database.SortedSetAddAsync(events, again, 1_000_000);
            return () => database.SortedSetRemoveAsync(events, again);
        });
        await FindsAsync("CountersEqualTheTally", () => ChangeAsync(database, room, "event_count", value => value + 1));
        await FindsAsync("CountersEqualTheTally", () => ChangeAsync(database, room, "latest_index", value => value + 1));
        await FindsAsync("DeliveredIndicesStay", () => ChangeAsync(database, room, "delivered_index", value => value - 1));
        await FindsAsync("VersionsStay", () => ChangeAsync(database, room, "version", value => value - 1));
        await FindsAsync("MarkersStay", () => RemoveAsync(database, markers));
        await FindsAsync("ClaimsStay", async () =>
        {
            var key = await KeyAsync(connection, "idempotency:" + claimed);
            var value = await database.StringGetAsync(key);
            await database.KeyDeleteAsync(key);
            return () => database.StringSetAsync(key, value);
        });

        Assert.Empty((await CheckAsync()).Violations);

        // Last: readers rightly remove the index entries of records that are gone, and putting the records back does not bring those back.
        foreach (var records in (string[])["bindings", "participants", "tasks", "observations"])
        {
            var hash = await KeyAsync(connection, records);
            await FindsAsync("RecordsStay", () => RemoveAsync(database, hash));
        }
    }

    // All entries: one alone can be what the checker knows too little of. A marker that MarkAllRead left nobody saw exactly,
    // and a record may have been removed by a call that overlapped its last write.
    private static async Task<Func<Task>> RemoveAsync(IDatabase database, RedisKey hash)
    {
        var entries = await database.HashGetAllAsync(hash);
        await database.KeyDeleteAsync(hash);
        return () => database.HashSetAsync(hash, entries);
    }

    private static async Task<Func<Task>> ChangeAsync(IDatabase database, RedisKey hash, string field, Func<long, long> change)
    {
        var before = (long)await database.HashGetAsync(hash, field);
        await database.HashSetAsync(hash, field, change(before));
        return () => database.HashSetAsync(hash, field, before);
    }

    private static async Task<RedisKey> KeyAsync(IConnectionMultiplexer connection, string part)
    {
        await foreach (var key in connection.GetServers().Single().KeysAsync(pattern: "*", pageSize: 1000))
        {
            if (key.ToString().Contains(Room, StringComparison.Ordinal) && key.ToString().EndsWith(part, StringComparison.Ordinal)) return key;
        }

        throw new InvalidOperationException($"{Room} has no key for {part}.");
    }

    private string History(int driver) => Path.Combine(folder.FullName, $"driver-{driver}.jsonl");

    private async Task DriveAsync(Func<DriverProcess, Task> end)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        server = await RedisServerProcess.StartAsync();
        var drivers = await Task.WhenAll(Enumerable.Range(0, Drivers).Select(number => DriverProcess.StartAsync(
            new() { ConnectionString = server.ConnectionString, KeyPrefix = Prefix, HistoryFile = History(number), Seed = 1, DriverNumber = number, MovesRooms = true },
            Token)));
        foreach (var driver in drivers) await Condition.HoldsAsync("enough is written", () => Task.FromResult(driver.Acknowledged >= EnoughWrites), Token);
        await Task.WhenAll(drivers.Select(end));
        foreach (var driver in drivers) await driver.DisposeAsync();
    }

    private async Task<CheckReport> CheckAsync()
    {
        await using var store = await RedisConversationStore.ConnectAsync(server!.ConnectionString, new() { KeyPrefix = Prefix }, Token);
        return await HistoryChecker.CheckAsync(Histories, store, NothingLost, Token);
    }

    private async Task FindsAsync(string rule, Func<Task<Func<Task>>> damage)
    {
        var repair = await damage();
        var report = await CheckAsync();
        await repair();
        Assert.True(report.Violations.Any(violation => violation.Rule == rule), $"{rule} finds nothing. {string.Join('\n', report.Violations)}");
    }
}

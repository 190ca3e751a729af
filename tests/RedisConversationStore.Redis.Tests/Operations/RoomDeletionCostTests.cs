using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>Deleting a huge room: the server stays free for others, and nothing is left behind.</summary>
public sealed class RoomDeletionCostTests(RedisServerFixture fixture) : IAsyncLifetime
{
    private const int Events = 1_000_000;

    // The server measures its waiting for a processor, too: on a busy machine some calls of a command are longer than usual, the more the more there are.
    private const double Usual = 20_000;
    private const int ManyCalls = 200;
    private const double LongestOfMany = 1_000_000;
    private const double LongestOfFew = 200_000;

    private RedisServerProcess? server;
    private ConnectionMultiplexer? connection;

    private IServer Server => connection!.GetServer(connection.GetEndPoints()[0]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, fixture.Unavailable ?? "");
        server = await RedisServerProcess.StartAsync();
        connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    [Fact]
    public async Task A_room_of_a_million_events_goes_without_a_long_command_and_leaves_no_key()
    {
        await using var store = new RedisConversationStore(connection!);
        Assert.False(await store.Rooms.ExistsAsync(Samples.RoomId, Token));
        var before = await KeysAsync();

        var first = await DeleteHugeRoomAsync(store);
        Assert.Equal(before, await KeysAsync());
        if (first.Count == 0) return;

        // The server's clock goes on while the machine stands still. What is long by itself is long again.
        var again = await DeleteHugeRoomAsync(store);
        Assert.Empty(first.Where(command => again.ContainsKey(command.Key)).Select(command => $"{command.Key}: {command.Value}, then {again[command.Key]}"));
    }

    /// <summary>Fills a room and deletes it.</summary>
    /// <returns>The commands that kept the server for long, and for how many microseconds.</returns>
    private async Task<Dictionary<string, string>> DeleteHugeRoomAsync(RedisConversationStore store)
    {
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Bindings.AddAsync(Samples.Binding(), Token);
        await store.Participants.AddAsync(Samples.Participant(), Token);
        await FillAsync(store);
        Assert.Equal(Events, await store.Events.CountAsync(Samples.RoomId, Token));
        await Server.ConfigSetAsync("latency-tracking-info-percentiles", "50 100");
        await Server.ConfigResetStatisticsAsync();

        Assert.True(await store.Rooms.DeleteAsync(Samples.RoomId, Token));

        var calls = (await Server.InfoAsync("commandstats")).SelectMany(lines => lines).ToDictionary(line => line.Key["cmdstat_".Length..], line => long.Parse(line.Value.Split('=', ',')[1]));
        var kept = from line in (await Server.InfoAsync("latencystats")).SelectMany(lines => lines)
                   let command = line.Key["latency_percentiles_usec_".Length..]
                   let percentiles = line.Value.Split('=', ',')
                   let usual = double.Parse(percentiles[1])
                   let longest = double.Parse(percentiles[3])
                   let times = calls.GetValueOrDefault(command)
                   where usual > Usual || longest > (times < ManyCalls ? LongestOfFew : LongestOfMany)
                   select (command, Text: $"{line.Value} of {times} calls");
        return kept.ToDictionary(entry => entry.command, entry => entry.Text);
    }

    private static async Task FillAsync(RedisConversationStore store)
    {
        const int callers = 4;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            for (var added = 0; added < Events / callers; added += EventLimits.MaxEventsPerAdd)
            {
                var events = new RoomEvent[EventLimits.MaxEventsPerAdd];
                for (var i = 0; i < events.Length; i++)
                {
                    var id = $"{caller}-{added + i}";

                    // Some of everything that a room's events leave in other keys.
                    events[i] = Samples.Event(id) with
                    {
                        IdempotencyKey = i % 10 == 0 ? id : null,
                        ParentEventId = i % 20 == 0 ? "0-0" : null,
                        Type = i % 5 == 0 ? EventType.Typing : EventType.Message,
                    };
                }

                await store.Events.AddManyAsync(Samples.RoomId, events, cancellationToken: Token);
            }
        }));
    }

    private async Task<string[]> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var key in Server.KeysAsync(pageSize: 1000)) keys.Add(key.ToString());
        keys.Sort(StringComparer.Ordinal);
        return [.. keys];
    }
}

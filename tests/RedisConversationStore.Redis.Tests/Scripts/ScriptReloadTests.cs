using Conversations.DevServer;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>A server that has forgotten its scripts, as after a restart or on a new node, gets them again, and the calls succeed.</summary>
public class ScriptReloadTests
{
    // Of what a crash left, as StaleHintTests has it, and of events that are large or not known yet, as EventStepsTests has them.
    internal static readonly string[] OfNoOperation = ["events/list", "hints/judge", "hints/withdraw_write"];

    [Fact]
    public async Task Every_operation_reloads_its_scripts_on_redis_server()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var process = await RedisServerProcess.StartAsync();
        await using var connection = await ConnectAsync(process.ConnectionString);
        var store = new RedisConversationStore(connection);
        await StoreOperations.SeedAsync(store, calls: 3);
        var server = connection.GetServers().Single();
        var reloaded = new HashSet<string>();
        foreach (var operation in StoreOperations.All)
        {
            await operation.Call(store, 0);
            await store.TidyUpAsync();
            await server.ScriptFlushAsync();
            await server.ConfigResetStatisticsAsync();
            await operation.Call(store, 1);
            await store.TidyUpAsync();

            var used = await LoadedScripts.OnAsync(server);
            reloaded.UnionWith(used);
            var statistics = await StatisticsAsync(server);
            var loads = Calls(statistics, "cmdstat_script|load") + Calls(statistics, "cmdstat_eval");
            Assert.True(used.Count <= loads, $"{operation.Name}: {used.Count} scripts are there after {loads} loads.");
            Assert.True(loads == 0 || used.Count > 0, $"{operation.Name}: {loads} loads of no script.");

            // Once they are there again they are not sent again.
            await server.ConfigResetStatisticsAsync();
            await operation.Call(store, 2);
            await store.TidyUpAsync();
            statistics = await StatisticsAsync(server);
            Assert.True(Calls(statistics, "cmdstat_script|load") + Calls(statistics, "cmdstat_eval") == 0, $"{operation.Name} sent its scripts again.");
        }

        // events/thread_summaries to rooms/delete: no script is left out by the list of operations.
        Assert.Equal(Wrappers.All.Select(wrapper => wrapper.Script.Name).Except(OfNoOperation).Order(StringComparer.Ordinal), reloaded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_survives_a_script_flush_on_the_dev_server()
    {
        await using var process = await RedisDevServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var connection = await ConnectAsync(process.ConnectionString);
        var store = new RedisConversationStore(connection);
        await StoreOperations.SeedAsync(store, calls: 2);
        foreach (var operation in StoreOperations.All)
        {
            await operation.Call(store, 0);
            await connection.GetServers().Single().ExecuteAsync("SCRIPT", "FLUSH");
            await operation.Call(store, 1);
        }
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string connectionString) =>
        await ConnectionMultiplexer.ConnectAsync(connectionString + ",allowAdmin=true");

    private static async Task<Dictionary<string, string>> StatisticsAsync(IServer server) =>
        (await server.InfoAsync("commandstats")).SelectMany(section => section).ToDictionary(line => line.Key, line => line.Value);

    private static int Calls(Dictionary<string, string> statistics, string command) =>
        statistics.TryGetValue(command, out var line) ? int.Parse(line.Split(',')[0]["calls=".Length..]) : 0;
}

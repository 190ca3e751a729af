using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>Add event from many callers on one connection, beside the same script without the library.</summary>
internal static class ThroughputCommand
{
    private const int Rooms = 64;

    internal static Command Create()
    {
        var callers = Numbers.Option("--callers", "How many callers.", 64);
        var operations = Numbers.Option("--operations", "How many events a round.", 80_000);
        var rounds = Numbers.Option("--rounds", "How many rounds of each.", 7);
        var json = new Option<bool>("--json") { Description = "One JSON object instead of a table." };
        var command = new Command("throughput", "Adds events from many callers on one connection, beside the bare script called through the same client.") { callers, operations, rounds, json };
        command.SetAction(async parsed =>
        {
            var run = new Run(parsed.GetValue(callers), parsed.GetValue(operations), parsed.GetValue(rounds));
            await using var server = await BenchmarkServer.StartAsync();
            await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
            await Progress.TellAsync($"{server.Name}; {run.Callers} callers on one connection; {run.Rounds} rounds of {run.Operations} operations each, after a warm-up");
            var comparison = await CompareAsync(connection, run);
            if (parsed.GetValue(json)) WriteJson(server, run, comparison);
            else WriteTable(comparison);
        });
        return command;
    }

    private static async Task<Comparison> CompareAsync(IConnectionMultiplexer connection, Run run)
    {
        var load = new EventLoad(run.Operations, Rooms, run.Callers);
        var options = new RedisConversationStoreOptions();
        await using var store = new RedisConversationStore(connection, options);
        await using var withoutLocators = new RedisConversationStore(connection, options with { EventLocators = false });
        var database = connection.GetDatabase();
        var server = connection.GetServers()[0];
        var place = new StorePlace(store, server);
        var calls = Array.ConvertAll(load.Events, roomEvent => new AddEventCall(roomEvent, options));
        return await Comparison.RunAsync(
            [
                Of("store", "the store: events.AddAsync", i => store.Events.AddAsync(load.Events[i])),
                Of("bare", "the bare script, ready-made arguments", i => calls[i].SendAsync(database)),
                Of("bare+locator", "the bare script and the bare HSETNX of the locator beside it: the store's commands", i => calls[i].SendWithLocatorAsync(database)),
                Of("store-locator", "the store without locators: the bare script's commands", i => withoutLocators.Events.AddAsync(load.Events[i])),
            ],
            run.Rounds,
            Progress.TellAsync);

        Contender Of(string name, string description, Func<int, Task> addAsync) =>
            load.Contender(name, description, place, addAsync, () => ServerFigures.ProcessorMicrosecondsAsync(server));
    }

    private static void WriteTable(Comparison comparison)
    {
        Console.WriteLine("| what | operations/s | p50 ms | p99 ms | client CPU µs/op | server CPU µs/op | allocated B/op |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var contender in comparison.Contenders)
        {
            var median = comparison.Median(contender.Name);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {contender.Description} | {median.OperationsPerSecond:N0} | {median.P50:F2} | {median.P99:F2} | {median.ClientMicroseconds:F1} | {median.ServerMicroseconds:F1} | {median.AllocatedBytes:N0} |"));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store / bare script             {comparison.Ratio("store", "bare"):F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store / same bare commands      {comparison.Ratio("store", "bare+locator"):F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store no locator / bare script  {comparison.Ratio("store-locator", "bare"):F2}"));
    }

    private static void WriteJson(BenchmarkServer server, Run run, Comparison comparison)
    {
        var report = new
        {
            server = server.Name,
            callers = run.Callers,
            operations = run.Operations,
            rounds = run.Rounds,
            ratio_to_bare = comparison.Ratio("store", "bare"),
            ratio_to_same_commands = comparison.Ratio("store", "bare+locator"),
            ratio_without_locator = comparison.Ratio("store-locator", "bare"),
            contenders = comparison.Contenders.Select(contender => (contender.Name, Median: comparison.Median(contender.Name))).Select(result => new
            {
                name = result.Name,
                operations_per_second = result.Median.OperationsPerSecond,
                p50_ms = result.Median.P50,
                p99_ms = result.Median.P99,
                client_cpu_us_per_operation = result.Median.ClientMicroseconds,
                server_cpu_us_per_operation = double.IsNaN(result.Median.ServerMicroseconds) ? (double?)null : result.Median.ServerMicroseconds,
                allocated_bytes_per_operation = result.Median.AllocatedBytes,
            }),
        };
        Console.WriteLine(JsonSerializer.Serialize(report));
    }

    private sealed record Run(int Callers, int Operations, int Rounds);
}

using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>Finding rooms and people in a small store and in a large one on the same server: what an answer costs must not grow with what the store holds. Rounds of the two alternate, so that a noisy neighbour meets both.</summary>
internal static class DirectoryCommand
{
    private const int SmallRooms = 1_000;
    private const int LargeRooms = 100_000;
    private const int Rounds = 7;
    private const int OperationsPerRound = 2_000;

    internal static async Task<int> RunAsync(string[] args)
    {
        if (args is not ([] or ["--json"]))
        {
            await Console.Error.WriteLineAsync("usage: directory [--json]");
            return 2;
        }

        await using var server = await BenchmarkServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await using var small = new DirectoryStore(connection, "small", SmallRooms);
        await using var large = new DirectoryStore(connection, "large", LargeRooms);
        foreach (var store in new[] { small, large })
        {
            await Console.Error.WriteLineAsync($"{server.Name}: filling a store of {store.Rooms:N0} rooms");
            await store.FillAsync();
        }

        var results = new List<Result>();
        foreach (var (name, operation) in DirectoryStore.Operations)
        {
            await Console.Error.WriteLineAsync($"{name}: {Rounds} rounds of {OperationsPerRound} operations each, one caller, after a warm-up");
            results.Add(await MeasureAsync(name, operation, small, large));
        }

        if (args is ["--json"]) Console.WriteLine(JsonSerializer.Serialize(results));
        else WriteTable(results);
        return 0;
    }

    private static async Task<Result> MeasureAsync(string name, Func<DirectoryStore, int, Task> operation, DirectoryStore small, DirectoryStore large)
    {
        var rounds = await Comparison.RunAsync([Of("small", small), Of("large", large)], Rounds);
        return new(name, rounds.Median("small").P50, rounds.Median("large").P50, rounds.Ratio("large", "small", static round => round.P50));

        Contender Of(string size, DirectoryStore store) =>
            new(size, $"{store.Rooms:N0} rooms", () => Round.RunAsync(call => operation(store, call), callers: 1, OperationsPerRound));
    }

    private static void WriteTable(List<Result> results)
    {
        Console.WriteLine($"| operation | p50 ms at {SmallRooms:N0} rooms | p50 ms at {LargeRooms:N0} rooms | ratio |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (var result in results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {result.Operation} | {result.SmallMs:F3} | {result.LargeMs:F3} | **{result.Ratio:F2}** |"));
        }
    }

    private sealed record Result(string Operation, double SmallMs, double LargeMs, double Ratio);
}

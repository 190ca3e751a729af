using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>Add event from many callers on one connection, beside the same script without the library. Rounds of the contenders alternate, so that a noisy neighbour meets all of them; only ratios within one run mean anything.</summary>
internal static class ThroughputCommand
{
    private const string Usage = "usage: throughput [--callers N] [--operations N] [--rounds N] [--json]";

    internal static async Task<int> RunAsync(string[] args)
    {
        if (!TryParse(args, out var callers, out var operations, out var rounds, out var asJson))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        await using var server = await BenchmarkServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        await using var work = new AddEventWork(connection, operations);
        await Console.Error.WriteLineAsync($"{server.Name}; {callers} callers on one connection; events of {work.EventBytes} bytes; {rounds} rounds of {operations} operations each, after a warm-up");

        var results = work.Contenders.ToDictionary(contender => contender, _ => new List<Round>());
        for (var round = -1; round < rounds; round++)
        {
            foreach (var contender in work.Contenders)
            {
                await work.ResetAsync();
                var result = await Round.RunAsync(contender.CallAsync, callers, operations, work.ServerProcessorMicrosecondsAsync);
                await work.VerifyAsync();
                if (round >= 0) results[contender].Add(result);
            }

            await Console.Error.WriteLineAsync(round < 0 ? "warmed up" : $"round {round + 1} of {rounds}");
        }

        if (asJson) WriteJson(server, callers, operations, results);
        else WriteTable(results);
        return 0;
    }

    private static bool TryParse(string[] args, out int callers, out int operations, out int rounds, out bool asJson)
    {
        (callers, operations, rounds, asJson) = (64, 80_000, 7, false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--json")
            {
                asJson = true;
                continue;
            }

            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return false;
            switch (args[i++])
            {
                case "--callers": callers = number; break;
                case "--operations": operations = number; break;
                case "--rounds": rounds = number; break;
                default: return false;
            }
        }

        return true;
    }

    // Of the rounds that ran one after the other, which shared their noise; then the median.
    private static double Ratio(List<Round> of, List<Round> to) =>
        Round.Median(of.Zip(to, (left, right) => left.OperationsPerSecond / right.OperationsPerSecond));

    private static double Ratio(Dictionary<Contender, List<Round>> results, string of, string to) => Ratio(Rounds(results, of), Rounds(results, to));

    private static List<Round> Rounds(Dictionary<Contender, List<Round>> results, string name) => results.Single(result => result.Key.Name == name).Value;

    private static void WriteTable(Dictionary<Contender, List<Round>> results)
    {
        Console.WriteLine("| what | operations/s | p50 ms | p99 ms | client CPU µs/op | server CPU µs/op | allocated B/op |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var (contender, rounds) in results)
        {
            var median = Round.MedianOf(rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {contender.Description} | {median.OperationsPerSecond:N0} | {median.P50:F2} | {median.P99:F2} | {median.ClientMicroseconds:F1} | {median.ServerMicroseconds:F1} | {median.AllocatedBytes:N0} |"));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store / bare script             {Ratio(results, "store", "bare"):F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store / same bare commands      {Ratio(results, "store", "bare+locator"):F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store no locator / bare script  {Ratio(results, "store-locator", "bare"):F2}"));
    }

    private static void WriteJson(BenchmarkServer server, int callers, int operations, Dictionary<Contender, List<Round>> results)
    {
        var report = new
        {
            server = server.Name,
            callers,
            operations,
            rounds = results.First().Value.Count,
            ratio_to_bare = Ratio(results, "store", "bare"),
            ratio_to_same_commands = Ratio(results, "store", "bare+locator"),
            ratio_without_locator = Ratio(results, "store-locator", "bare"),
            contenders = results.Select(result => (result.Key.Name, Median: Round.MedianOf(result.Value))).Select(result => new
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
}

using System.Diagnostics;
using HdrHistogram;

namespace Conversations.Redis.Benchmarks;

/// <summary>What one round of one contender showed.</summary>
/// <param name="OperationsPerSecond">Throughput.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">99th percentile of latency in milliseconds.</param>
/// <param name="ClientMicroseconds">Processor time of this process per operation. With the dev server, of the server too.</param>
/// <param name="ServerMicroseconds">What the server used per operation: its processor time, or its time in commands; not a number where it does not tell.</param>
/// <param name="AllocatedBytes">Bytes allocated in this process per operation.</param>
internal sealed record Round(double OperationsPerSecond, double P50, double P99, double ClientMicroseconds, double ServerMicroseconds, double AllocatedBytes)
{
    private static readonly long LongestTicks = Stopwatch.Frequency * 60;

    /// <summary>Runs operations 0 to <paramref name="operations"/> with a number of callers, each of which begins one when its last has ended.</summary>
    /// <param name="callAsync">Does operation number i.</param>
    /// <param name="callers">How many at a time.</param>
    /// <param name="operations">How many altogether.</param>
    /// <param name="serverMicroseconds">What the server has used so far; null where it does not tell.</param>
    internal static async Task<Round> RunAsync(Func<int, Task> callAsync, int callers, int operations, Func<Task<double>>? serverMicroseconds = null)
    {
        serverMicroseconds ??= static () => Task.FromResult(double.NaN);
        var latencies = Enumerable.Range(0, callers).Select(_ => new LongHistogram(LongestTicks, 3)).ToArray();
        var next = -1;
        using var process = Process.GetCurrentProcess();
        var serverProcessor = await serverMicroseconds();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        process.Refresh();
        var processor = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(latencies.Select(histogram => Task.Run(() => CallerAsync(histogram))));
        var elapsed = Stopwatch.GetElapsedTime(begun);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        process.Refresh();
        processor = process.TotalProcessorTime - processor;
        serverProcessor = await serverMicroseconds() - serverProcessor;

        var all = new LongHistogram(LongestTicks, 3);
        foreach (var histogram in latencies) all.Add(histogram);
        return new(
            operations / elapsed.TotalSeconds,
            Milliseconds(all.GetValueAtPercentile(50)),
            Milliseconds(all.GetValueAtPercentile(99)),
            processor.TotalMicroseconds / operations,
            serverProcessor / operations,
            (double)allocated / operations);

        async Task CallerAsync(LongHistogram histogram)
        {
            int operation;
            while ((operation = Interlocked.Increment(ref next)) < operations)
            {
                var sent = Stopwatch.GetTimestamp();
                await callAsync(operation);
                histogram.RecordValue(Stopwatch.GetTimestamp() - sent);
            }
        }
    }

    /// <summary>A round of which only the throughput is known, because another program ran it.</summary>
    internal static Round OfThroughput(double operationsPerSecond) => new(operationsPerSecond, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Each figure's median over several rounds.</summary>
    internal static Round MedianOf(IReadOnlyList<Round> rounds) => new(
        Median(rounds.Select(round => round.OperationsPerSecond)),
        Median(rounds.Select(round => round.P50)),
        Median(rounds.Select(round => round.P99)),
        Median(rounds.Select(round => round.ClientMicroseconds)),
        Median(rounds.Select(round => round.ServerMicroseconds)),
        Median(rounds.Select(round => round.AllocatedBytes)));

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}

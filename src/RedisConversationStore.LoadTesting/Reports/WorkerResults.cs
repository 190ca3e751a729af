using HdrHistogram;

namespace Conversations.LoadTesting;

/// <summary>The results of several processes as one.</summary>
internal sealed class WorkerResults(Scenario scenario, IReadOnlyList<WorkerResult> results)
{
    internal double MeasuredSeconds { get; } = results.Max(result => result.MeasuredSeconds);

    internal double ProcessorSeconds { get; } = results.Sum(result => result.ProcessorSeconds);

    internal IReadOnlyList<LoadSecond> Seconds() =>
        [.. results.SelectMany(result => result.Seconds).GroupBy(second => second.Second).OrderBy(second => second.Key).Select(second => second.Aggregate((one, other) => one.Plus(other)))];

    internal IReadOnlyList<OperationReport> Operations() => [.. scenario.Mix.Keys.Select(Operation)];

    private OperationReport Operation(string name)
    {
        var merged = Latencies.Empty();
        foreach (var result in results) Latencies.AddEncoded(merged, result.Operations[name].Histogram);
        var failures = results.SelectMany(result => result.Operations[name].Failures)
            .GroupBy(failure => failure.Key)
            .ToDictionary(reason => reason.Key, reason => reason.Sum(failure => failure.Value));
        var completed = merged.TotalCount - failures.GetValueOrDefault(RunRecorder.Unfinished);
        return new(
            name, completed, Math.Round(results.Sum(result => result.Operations[name].InTime) / scenario.DurationSeconds, 1),
            Latencies.Milliseconds(merged, 50), Latencies.Milliseconds(merged, 90), Latencies.Milliseconds(merged, 99), Latencies.Milliseconds(merged, 99.9), Latencies.Milliseconds(merged, 100),
            failures, Distribution(merged));
    }

    /// <summary>At 0, 10 … 90, 91 … 99, 99.1 and so on, up to the percentile that the last call alone makes: the same steps for every operation, so that they share an axis.</summary>
    private static List<PercentilePoint> Distribution(HistogramBase histogram)
    {
        if (histogram.TotalCount == 0) return [];
        var points = new List<PercentilePoint>();
        for (var beyond = 100m; beyond * histogram.TotalCount >= 100m; beyond /= 10)
        {
            for (var tenth = 0; tenth < 9; tenth++) Add(100m - beyond + (beyond * tenth / 10));
        }

        Add(100m);
        return points;

        void Add(decimal percentile) => points.Add(new((double)percentile, Latencies.Milliseconds(histogram, (double)percentile)));
    }
}

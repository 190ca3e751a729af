using System.Text.Json;
using Conversations.Redis.Audit;

namespace Conversations.LoadTesting;

/// <summary>What a load was and what came of it.</summary>
public sealed record LoadReport
{
    /// <summary>The scenario's name or file.</summary>
    public required string Name { get; init; }

    /// <summary>The scenario, as it was run.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What kind of server it was run on; never a password.</summary>
    public required string Target { get; init; }

    /// <summary>Whether that was the dev server, whose figures are another server's.</summary>
    public bool IsDevServer { get; init; }

    /// <summary>When the load began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What to know before believing the figures, in sentences; empty when there is nothing to beware of.</summary>
    public IReadOnlyList<string> Remarks => [.. LoadRemarks.Of(this)];

    /// <summary>Seconds measured: the scenario's duration, and what operations that were due then took longer.</summary>
    public required double MeasuredSeconds { get; init; }

    /// <summary>Operations that ended well before the duration was over, a second of it.</summary>
    public required double Throughput { get; init; }

    /// <summary>Operations that ended well.</summary>
    public required long Completed { get; init; }

    /// <summary>Operations that did not.</summary>
    public required long Failed { get; init; }

    /// <summary>By operation, in the order of the scenario.</summary>
    public required IReadOnlyList<OperationReport> Operations { get; init; }

    /// <summary>By second.</summary>
    public required IReadOnlyList<LoadSecond> Seconds { get; init; }

    /// <summary>Processor time that the processes of the load took: when it comes near to what the machine has, it was the load that was slow, not the store.</summary>
    public required double ClientProcessorSeconds { get; init; }

    /// <summary>What the servers did; null where they do not tell.</summary>
    public ServerLoad? Server { get; init; }

    /// <summary>What the store held after the load.</summary>
    public required StoreStatistics Memory { get; init; }

    /// <summary>What operations cost as a room grows; null when it was not measured.</summary>
    public IReadOnlyList<GrowthPoint>? Growth { get; init; }

    /// <summary>The report as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LoadJsonContext.Default.LoadReport);
}

/// <summary>How often an operation was called, how long it took, and why it failed.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Completed">Calls that ended well.</param>
/// <param name="Throughput">Of those, the ones that ended before the duration was over, a second of it.</param>
/// <param name="P50Ms">Half of the calls took no longer.</param>
/// <param name="P90Ms">90 of a hundred took no longer.</param>
/// <param name="P99Ms">99 of a hundred took no longer.</param>
/// <param name="P999Ms">999 of a thousand took no longer.</param>
/// <param name="MaxMs">The longest.</param>
/// <param name="Failures">How often it failed, by reason. Failed calls are not among the latencies, but for those that were given up (<c>unfinished</c>).</param>
/// <param name="Latencies">The whole distribution.</param>
public sealed record OperationReport(
    string Name, long Completed, double Throughput, double P50Ms, double P90Ms, double P99Ms, double P999Ms, double MaxMs,
    IReadOnlyDictionary<string, long> Failures, IReadOnlyList<PercentilePoint> Latencies);

/// <summary>A point of a distribution.</summary>
/// <param name="Percentile">So many of a hundred calls …</param>
/// <param name="Ms">… took no longer than this.</param>
public sealed record PercentilePoint(double Percentile, double Ms);

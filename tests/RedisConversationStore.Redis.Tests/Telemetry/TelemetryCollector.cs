using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>Collects what the stores on one server report, as an application does with OpenTelemetry. Sources are of the whole process, so the port tells these stores from those of tests that run at the same time.</summary>
internal sealed class TelemetryCollector : IDisposable
{
    private readonly int port;
    private readonly SpanQueue spans = new();
    private readonly List<MetricSnapshot> metrics = [];
    private readonly TracerProvider tracing;
    private readonly MeterProvider metering;

    internal TelemetryCollector(int port)
    {
        this.port = port;
        tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(ConversationStoreTelemetry.ActivitySourceName)
            .SetSampler(new AlwaysOnSampler())
            .AddProcessor(spans)
            .Build();
        metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter(ConversationStoreTelemetry.MeterName)
            .AddInMemoryExporter(metrics)
            .Build();
    }

    public void Dispose()
    {
        tracing.Dispose();
        metering.Dispose();
    }

    /// <summary>Ends the collection.</summary>
    internal Collected Stop()
    {
        Dispose();
        return new(
            [.. spans.Ended.Where(span => IsOurs(span.TagObjects))],
            [.. metrics.SelectMany(Measurements).Where(measured => IsOurs(measured.Tags))]);
    }

    private static IEnumerable<Measured> Measurements(MetricSnapshot metric)
    {
        foreach (var point in metric.MetricPoints)
        {
            var tags = new Dictionary<string, object?>();
            foreach (var (name, value) in point.Tags) tags.Add(name, value);
            yield return metric.MetricType == MetricType.Histogram
                ? new(metric.Name, tags, point.GetHistogramCount(), point.GetHistogramSum())
                : new(metric.Name, tags, Count: 1, point.GetSumLong());
        }
    }

    private bool IsOurs(IEnumerable<KeyValuePair<string, object?>> tags) => tags.Contains(new(ConversationStoreTelemetry.Attributes.ServerPort, port));

    /// <summary>Not the exporter's list: a span of another test may end while it is read.</summary>
    private sealed class SpanQueue : BaseProcessor<Activity>
    {
        internal ConcurrentQueue<Activity> Ended { get; } = new();

        public override void OnEnd(Activity data) => Ended.Enqueue(data);
    }
}

/// <summary>What was collected.</summary>
internal sealed record Collected(IReadOnlyList<Activity> Spans, IReadOnlyList<Measured> Measurements)
{
    internal IEnumerable<Measured> Of(string metric) => Measurements.Where(measured => measured.Metric == metric);

    /// <summary>The sums of a metric, by one attribute.</summary>
    internal Dictionary<string, double> SumsOf(string metric, string attribute) => Of(metric).ToDictionary(measured => (string)measured.Tags[attribute]!, measured => measured.Sum);
}

/// <summary>A metric's value for one combination of attributes.</summary>
internal sealed record Measured(string Metric, IReadOnlyDictionary<string, object?> Tags, long Count, double Sum);

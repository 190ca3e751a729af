using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>The code of docs/telemetry.md, compiled and run.</summary>
internal static class TelemetryExample
{
    internal static (TracerProvider Tracing, MeterProvider Metering) Start(ICollection<Activity> spans, ICollection<MetricSnapshot> metrics)
    {
        // example
        var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(ConversationStoreTelemetry.ActivitySourceName)
            .AddInMemoryExporter(spans) // yours: OTLP, Azure Monitor, …
            .Build();
        var metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter(ConversationStoreTelemetry.MeterName)
            .AddInMemoryExporter(metrics)
            .Build();
        // end
        return (tracing, metering);
    }

    internal static MeterProviderBuilder Refine(MeterProviderBuilder metering) =>
        // example
        metering.AddView(ConversationStoreTelemetry.Metrics.OperationDuration, new Base2ExponentialBucketHistogramConfiguration());
        // end
}

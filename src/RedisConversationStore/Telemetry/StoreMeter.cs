using System.Diagnostics.Metrics;

namespace Conversations.Redis.Telemetry;

/// <summary>The instruments. Stores without a meter factory of their own share one meter, which lives as long as the process.</summary>
internal sealed class StoreMeter
{
    private static readonly StoreMeter Shared = new(new Meter(Options()));

    private StoreMeter(Meter meter)
    {
        // The boundaries that the conventions recommend.
        Duration = meter.CreateHistogram(
            ConversationStoreTelemetry.Metrics.OperationDuration,
            "s",
            "Duration of database client operations.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });
        EventSize = meter.CreateHistogram(
            ConversationStoreTelemetry.Metrics.EventSize,
            "By",
            "Size of events written, in the stored format.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [256, 512, 1024, 2048, 4096, 8192, 16_384, 65_536, 262_144, 1_048_576] });
        Duplicates = meter.CreateCounter<long>(ConversationStoreTelemetry.Metrics.Duplicates, "{event}", "Events that were stored before and not stored again.");
        Retries = meter.CreateCounter<long>(ConversationStoreTelemetry.Metrics.Retries, "{retry}", "Calls to the server that were made again after a passing fault.");
        StaleHints = meter.CreateCounter<long>(ConversationStoreTelemetry.Metrics.StaleHints, "{hint}", "Entries of indices over rooms that readers found stale and removed.");
    }

    internal Histogram<double> Duration { get; }

    internal Histogram<long> EventSize { get; }

    internal Counter<long> Duplicates { get; }

    internal Counter<long> Retries { get; }

    internal Counter<long> StaleHints { get; }

    /// <summary>Whether somebody listens to what the outcome of an operation is measured by.</summary>
    internal bool MeasuresOperations => Duration.Enabled || Duplicates.Enabled || EventSize.Enabled;

    /// <summary>The instruments of a factory, which makes each once and disposes of them; or the shared ones.</summary>
    internal static StoreMeter Of(IMeterFactory? factory) => factory is null ? Shared : new(factory.Create(Options()));

    // A factory writes into them.
    private static MeterOptions Options() => new(ConversationStoreTelemetry.MeterName)
    {
        Version = StoreTelemetry.Version,
        TelemetrySchemaUrl = StoreTelemetry.SchemaUrl,
    };
}

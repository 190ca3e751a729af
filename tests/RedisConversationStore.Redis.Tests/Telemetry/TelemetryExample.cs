using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>The code of docs/telemetry.md, compiled and run.</summary>
internal static class TelemetryExample
{
    internal static void Configure(IServiceCollection services)
    {
        // example
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(ConversationStoreTelemetry.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(ConversationStoreTelemetry.MeterName));
        // end
    }
}

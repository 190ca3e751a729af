using System.Diagnostics;
using System.Diagnostics.Metrics;
using Conversations.Redis;
using Conversations.Redis.Doctor;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace StoreConsumer;

/// <summary>What those who operate a store see of it: health, the doctor's findings, traces and metrics.</summary>
internal sealed class Operating : IDisposable
{
    private readonly ActivityListener activities;

    private readonly MeterListener meters = new();

    private int spans;

    private int durations;

    public Operating()
    {
        activities = new()
        {
            ShouldListenTo = source => source.Name == ConversationStoreTelemetry.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Interlocked.Increment(ref spans),
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ConversationStoreTelemetry.MeterName) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref durations));
        meters.Start();
    }

    public async Task LookAsync(HealthCheckService health, IConnectionMultiplexer connection, RedisConversationStoreOptions options)
    {
        Expect.Same(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        var findings = await StoreDoctor.ExamineAsync(connection, options);
        Expect.That(findings.Any(finding => finding.Code == DoctorCodes.NoMaxMemory), string.Join("; ", findings));
        Expect.That(spans > 0 && durations > 0);
    }

    public void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
    }
}

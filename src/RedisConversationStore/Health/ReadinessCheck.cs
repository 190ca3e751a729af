using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Conversations.Redis.Health;

/// <summary>Says whether calls to the store work, so that a replica without its store gets no traffic.</summary>
internal sealed class ReadinessCheck(RedisConversationStore store, TimeSpan? timeout) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await store.CheckHealthAsync(timeout, cancellationToken).ConfigureAwait(false);
        var status = health switch
        {
            { Reason: StoreHealthReason.Slow } => HealthStatus.Degraded,
            { IsReady: true } => HealthStatus.Healthy,
            _ => context.Registration.FailureStatus,
        };
        var data = new Dictionary<string, object>
        {
            ["reason"] = health.Reason.ToString(),
            ["latency_ms"] = Math.Round(health.Latency.TotalMilliseconds, 3),
        };
        if (health.Server is { } server) data["server"] = server;
        return new(status, health.Message, exception: null, data);
    }
}

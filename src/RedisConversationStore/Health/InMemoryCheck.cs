using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Conversations.Redis.Health;

/// <summary>The check of a store whose place one in memory has taken: always healthy, and it says why.</summary>
internal sealed class InMemoryCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(
            "The store is in the memory of this process; there is no server to ask.",
            new Dictionary<string, object> { ["reason"] = nameof(StoreHealthReason.Healthy), ["latency_ms"] = 0.0 }));
}

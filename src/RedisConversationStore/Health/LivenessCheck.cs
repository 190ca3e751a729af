using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Conversations.Redis.Health;

/// <summary>Says whether this process can still use its store. Asks no server: a dead Redis is no reason to restart the process, which would help nobody and lose what it holds.</summary>
internal sealed class LivenessCheck(RedisConversationStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.IsDisposed
            ? new HealthCheckResult(context.Registration.FailureStatus, "The store was disposed while the process goes on; only a restart brings it back.")
            : HealthCheckResult.Healthy("The process answers, and its store is open."));
}

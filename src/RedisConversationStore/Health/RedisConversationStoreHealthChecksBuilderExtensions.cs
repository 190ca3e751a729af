using Conversations;
using Conversations.Redis;
using Conversations.Redis.Health;
using Conversations.Redis.Registration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers health checks of a <see cref="RedisConversationStore"/> that is registered with the same services.</summary>
/// <remarks>Where an <see cref="InMemoryConversationStore"/> has taken its place, as in an application's tests, the checks are healthy and say so: there is no server to ask.</remarks>
public static class RedisConversationStoreHealthChecksBuilderExtensions
{
    private static readonly string[] Ready = ["ready"];
    private static readonly string[] Live = ["live"];

    /// <summary>Adds a readiness check: whether calls to the store work. It writes a key of the store's prefix that expires, to every primary, in one round trip. The result's data has <c>reason</c> (a <see cref="StoreHealthReason"/>), <c>latency_ms</c> and <c>server</c>. A store that works but is slow is <see cref="HealthStatus.Degraded"/>.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">The status when calls do not work; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Null for <c>ready</c>.</param>
    /// <param name="timeout">How long the check may take, at most; less than the prober's own timeout, so that it hears the reason. Null for 2 seconds.</param>
    /// <param name="serviceKey">The key under which the store is registered; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not 10 milliseconds to a minute.</exception>
    public static IHealthChecksBuilder AddRedisConversationStore(this IHealthChecksBuilder builder, string name = "conversation_store", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        HealthProbe.ThrowIfOutside(timeout);
        return builder.Add(new(name, services => StoreRegistration.Resolve(services, serviceKey) is { } store ? new ReadinessCheck(store, timeout) : new InMemoryCheck(), failureStatus, tags ?? Ready));
    }

    /// <summary>Adds a liveness check: whether this process can still use its store. It asks no server and stays healthy while Redis is down, because restarting the process does not bring Redis back.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">The status when the store was disposed; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Null for <c>live</c>.</param>
    /// <param name="serviceKey">The key under which the store is registered; null for none.</param>
    public static IHealthChecksBuilder AddRedisConversationStoreLiveness(this IHealthChecksBuilder builder, string name = "conversation_store_liveness", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(name, services => StoreRegistration.Resolve(services, serviceKey) is { } store ? new LivenessCheck(store) : new InMemoryCheck(), failureStatus, tags ?? Live));
    }
}

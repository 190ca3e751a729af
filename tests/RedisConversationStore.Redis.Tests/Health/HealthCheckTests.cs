using Conversations.Redis.Tests.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Conversations.Redis.Tests.Health;

/// <summary>The checks as an application registers them.</summary>
public sealed class HealthCheckTests : FaultTest
{
    [Fact]
    public async Task Readiness_tells_reason_latency_and_server()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await using var services = Services(store, checks => checks.AddRedisConversationStore(timeout: TimeSpan.FromMinutes(1)));

        var entry = await CheckAsync(services, "conversation_store");

        Assert.Equal((HealthStatus.Healthy, "Healthy", server.ConnectionString), (entry.Status, entry.Data["reason"], entry.Data["server"]));
        Assert.True((double)entry.Data["latency_ms"] > 0);
        Assert.Equal(["ready"], entry.Tags);
    }

    [Fact]
    public async Task Slow_store_is_degraded()
    {
        await using var server = await StartServerAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        await using var store = await RedisConversationStore.ConnectAsync(proxy.ConnectionString + ",asyncTimeout=30000", cancellationToken: Token);
        await using var services = Services(store, checks => checks.AddRedisConversationStore(timeout: TimeSpan.FromSeconds(8)));
        proxy.Delay = TimeSpan.FromMilliseconds(1100);

        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(services, "conversation_store")).Status);
    }

    [Fact]
    public async Task Readiness_fails_as_registered_and_liveness_goes_on_while_the_server_is_full_or_dead()
    {
        await using var server = await StartServerAsync("--maxmemory", "100kb");
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await using var services = Services(store, checks => checks
            .AddRedisConversationStore("store", HealthStatus.Degraded, ["mine"], TimeSpan.FromSeconds(10), serviceKey: "key")
            .AddRedisConversationStoreLiveness(serviceKey: "key"));

        var full = await CheckAsync(services, "store");
        Assert.Equal((HealthStatus.Degraded, "OutOfMemory"), (full.Status, full.Data["reason"]));
        Assert.Equal(["mine"], full.Tags);
        await server.KillAsync();
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(services, "store")).Status);
        var live = await CheckAsync(services, "conversation_store_liveness");
        Assert.Equal((HealthStatus.Healthy, "live"), (live.Status, Assert.Single(live.Tags)));

        await store.DisposeAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(services, "conversation_store_liveness")).Status);
        Assert.Equal("Disposed", (await CheckAsync(services, "store")).Data["reason"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task Store_in_memory_that_took_the_place_is_healthy_and_says_so(string? key)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddKeyedRedisConversationStore(key, _ => throw new InvalidOperationException("Nobody may look for a server."));
        services.AddHealthChecks().AddRedisConversationStore("ready", serviceKey: key).AddRedisConversationStoreLiveness("live", serviceKey: key);
        services.AddKeyedInMemoryConversationStore(key);
        await using var provider = services.BuildServiceProvider();

        foreach (var name in new[] { "ready", "live" })
        {
            var entry = await CheckAsync(provider, name);
            Assert.Equal((HealthStatus.Healthy, "Healthy"), (entry.Status, entry.Data["reason"]));
            Assert.Contains("in the memory of this process", entry.Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Timeout_out_of_range_is_refused_when_it_is_registered() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddHealthChecks().AddRedisConversationStore(timeout: TimeSpan.Zero));

    private static ServiceProvider Services(RedisConversationStore store, Action<IHealthChecksBuilder> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(store);
        services.AddKeyedSingleton("key", store);
        add(services.AddHealthChecks());
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services, string name) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == name, Token)).Entries[name];
}

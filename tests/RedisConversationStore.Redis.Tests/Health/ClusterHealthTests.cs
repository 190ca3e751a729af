using Conversations.Redis.Health;
using Xunit;

namespace Conversations.Redis.Tests.Health;

/// <summary>A cluster is healthy when every primary takes writes, and somebody serves every slot.</summary>
public sealed class ClusterHealthTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cluster_is_as_healthy_as_its_worst_primary_and_no_slot_may_be_missing()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);

        // A cluster that goes on without some slots, whose other nodes would say nothing of it.
        await using var cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(30), "--cluster-require-full-coverage", "no");
        await using var store = await RedisConversationStore.ConnectAsync(cluster.ConnectionString, cancellationToken: Token);
        var primaries = await cluster.PrimariesAsync();

        Assert.Equal(StoreHealthReason.Healthy, (await store.CheckHealthAsync(Timeout, Token)).Reason);
        foreach (var primary in primaries) Assert.Equal(1, await primary.Server.DatabaseSizeAsync());

        var alone = primaries[1];
        await alone.Server.ConfigSetAsync("min-replicas-to-write", 5);
        var health = await store.CheckHealthAsync(Timeout, Token);
        Assert.Equal((StoreHealthReason.Failover, alone.ConnectionString), (health.Reason, health.Server));
        await alone.Server.ConfigSetAsync("min-replicas-to-write", 0);

        await cluster.DropSlotAsync(100);
        health = await store.CheckHealthAsync(Timeout, Token);
        Assert.Equal(StoreHealthReason.SlotsNotCovered, health.Reason);
        Assert.Contains("Nobody serves 1 of", health.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_that_has_lost_a_primary_and_its_replica_is_not_healthy()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = await RedisConversationStore.ConnectAsync(cluster.ConnectionString, cancellationToken: Token);
        var primary = await cluster.PrimaryOfAsync(0);
        await (await cluster.ReplicaOfAsync(primary)).KillAsync();
        await primary.KillAsync();

        // Before the others have agreed that it is gone, its own write finds no connection.
        var reasons = new HashSet<StoreHealthReason>();
        await Testing.Condition.HoldsAsync("the gap is told", async () => reasons.Add((await store.CheckHealthAsync(TimeSpan.FromSeconds(1), Token)).Reason) && reasons.Contains(StoreHealthReason.SlotsNotCovered), Token);
        Assert.DoesNotContain(StoreHealthReason.Healthy, reasons);
    }
}

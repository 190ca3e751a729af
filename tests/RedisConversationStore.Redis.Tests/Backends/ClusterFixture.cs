namespace Conversations.Redis.Tests;

/// <summary>A cluster of three primaries and three replicas, each a redis-server on the PATH.</summary>
public sealed class ClusterFixture : RedisFixture
{
    private RedisCluster? cluster;

    public override string Name => "cluster";

    /// <summary>The nodes.</summary>
    public RedisCluster Cluster => cluster!;

    // Patient: no test on this cluster wants a failover, and a busy machine must not make one.
    protected override async Task StartAsync() => cluster = await RedisCluster.StartAsync("--cluster-node-timeout", "30000");

    protected override string GetConnectionString() => cluster!.ConnectionString;

    protected override async Task StopAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
    }
}

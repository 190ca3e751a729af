using Conversations.Redis.Tests.Security;

namespace Conversations.Redis.Tests;

/// <summary>A cluster of three primaries and three replicas, each a redis-server on the PATH. The conformance suite has no more rights than docs/security.md gives a store there.</summary>
public sealed class ClusterFixture : RedisFixture
{
    private RedisCluster? cluster;

    public override string Name => "cluster";

    /// <summary>The nodes.</summary>
    public RedisCluster Cluster => cluster!;

    // The rules name it.
    protected override string KeyPrefix => new RedisConversationStoreOptions().KeyPrefix;

    // Patient: no test on this cluster wants a failover, and a busy machine must not make one.
    protected override async Task StartAsync()
    {
        cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(30));
        foreach (var node in cluster.Nodes) await AccessRules.OnCluster.ApplyAsync(node.Server);
    }

    protected override string GetConnectionString() => cluster!.ConnectionString;

    protected override string GetLogin() => AccessRules.OnCluster.Login;

    protected override async Task StopAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
    }
}

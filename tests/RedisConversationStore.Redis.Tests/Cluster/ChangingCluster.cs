using Xunit;

namespace Conversations.Redis.Tests.Cluster;

/// <summary>A cluster for tests that change it, one after the other. Each leaves it serving all slots.</summary>
public sealed class ChangingCluster : IAsyncLifetime
{
    private RedisCluster? cluster;

    public RedisCluster Cluster => cluster ?? throw new InvalidOperationException(RedisServerProcess.Missing);

    public async ValueTask InitializeAsync()
    {
        // Only what a test does to the cluster may make it fail over, but gossip, which goes by the timeout too, must not take long.
        if (RedisServerProcess.FindExecutable() is not null) cluster = await RedisCluster.StartAsync("--cluster-node-timeout", "10000");
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
    }

    public void SkipWithoutServer() => Assert.SkipWhen(cluster is null, RedisServerProcess.Missing);
}

/// <summary>Tests that share a <see cref="ChangingCluster"/>.</summary>
[CollectionDefinition]
public sealed class ChangingClusterTests : ICollectionFixture<ChangingCluster>;

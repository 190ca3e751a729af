using Xunit;

namespace Conversations.Redis.Tests.Cluster;

/// <summary>A primary hands over to its replica, which has not seen the scripts, while others write.</summary>
/// <param name="fixture">The cluster.</param>
[Collection(typeof(ChangingClusterTests))]
public sealed class FailoverTests(ChangingCluster fixture)
{
    [Fact]
    public async Task Failover_that_the_primary_agrees_to_loses_and_doubles_nothing()
    {
        fixture.SkipWithoutServer();
        await using var rooms = await BusyRooms.StartAsync(fixture.Cluster, TestContext.Current.CancellationToken);
        var primary = await fixture.Cluster.PrimaryOfAsync(rooms.Slot);
        var replica = await fixture.Cluster.ReplicaOfAsync(primary);

        await rooms.WrittenAsync(50);
        await fixture.Cluster.FailOverAsync(replica);

        Assert.Equal(replica, await fixture.Cluster.PrimaryOfAsync(rooms.Slot));
        await rooms.WrittenAsync(50);
        await rooms.StopAndVerifyAsync();
    }
}

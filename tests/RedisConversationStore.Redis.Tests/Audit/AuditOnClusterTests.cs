using Conversations.Conformance;
using Conversations.Redis.Audit;
using StackExchange.Redis;
using Xunit;
using Condition = Conversations.Testing.Condition;

namespace Conversations.Redis.Tests.Audit;

/// <summary>An audit walks every primary of a cluster, whichever nodes they are, and says so when it cannot.</summary>
public sealed class AuditOnClusterTests
{
    private const int Rooms = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Primary_that_is_gone_fails_an_audit_until_its_replica_has_taken_over()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(30));
        await using var connection = await ConnectionMultiplexer.ConnectAsync(cluster.ConnectionString + ",allowAdmin=true");
        var store = new AuditedStore(connection, Token);
        for (var i = 0; i < Rooms; i++) await store.FillRoomAsync($"room {i}", $"t{i}");
        Assert.Equal(Rooms, await AuditedRoomsAsync(store));

        var primary = (await cluster.PrimariesAsync())[1];
        var replica = await cluster.ReplicaOfAsync(primary);
        await Condition.HoldsAsync("the replica has what the primary has", async () => (int)await primary.Server.ExecuteAsync("WAIT", 1, 1000) == 1, Token);
        await primary.KillAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AuditAsync());

        await cluster.FailOverAsync(replica, "TAKEOVER");
        await Condition.HoldsAsync("the client has learned of the new primary", async () => await connection.ConfigureAsync() && await ReachesAllAsync(store), Token);
        Assert.Equal(Rooms, await AuditedRoomsAsync(store));
    }

    private static async Task<bool> ReachesAllAsync(AuditedStore store)
    {
        try
        {
            await store.AuditAsync();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task<long> AuditedRoomsAsync(AuditedStore store)
    {
        var progress = new LastProgress();
        Assert.DoesNotContain(await store.AuditAsync(new() { Progress = progress }), finding => finding.IsProblem);
        return progress.Value.Rooms;
    }

    private sealed class LastProgress : IProgress<AuditProgress>
    {
        public AuditProgress Value { get; private set; }

        public void Report(AuditProgress value) => Value = value;
    }
}

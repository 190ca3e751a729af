using Conversations.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Conversations.Redis.Tests.Resilience;

/// <summary>Writes that are acknowledged only when replicas have them.</summary>
public sealed class ReplicaBarrierTests
{
    private const string Room = Samples.RoomId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledged_write_is_on_the_replica()
    {
        await using var replication = await StartAsync();
        await using var store = await OpenAsync(replication);

        await store.Rooms.CreateAsync(Samples.Room(), Token);
        for (var number = 0; number < 20; number++)
        {
            await store.Events.AddAsync(Samples.Event($"e{number}"), cancellationToken: Token);
            var onReplica = await replication.Replicas[0].ExecuteAsync("ZCARD", new KeySpace("conv").Room(Room).Events.ToString());
            Assert.Equal(number + 1, (long)onReplica);
        }
    }

    [Fact]
    public async Task Write_that_the_replica_lacks_is_not_acknowledged_and_can_be_made_again()
    {
        await using var replication = await StartAsync();
        await using var patient = await OpenAsync(replication);
        await patient.Rooms.CreateAsync(Samples.Room(), Token);
        await using var store = await OpenAsync(replication, maxAttempts: 3);
        await store.Rooms.ExistsAsync(Room, Token);
        var replica = replication.Replicas[0];

        replica.Stop();
        StoreUnavailableException fault;
        try
        {
            fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Rooms.PatchMetadataAsync(Room, DataObject.Of(("a", 1)), cancellationToken: Token));
            Assert.NotNull(await store.Events.GetAsync(Room, "e", Token));
        }
        finally
        {
            replica.Resume();
        }

        Assert.Equal((UnavailableReason.Replication, true, true), (fault.Reason, fault.IsRetrySafe, fault.MayHaveTakenEffect));
        Assert.Contains("0 of 1 replicas", fault.Message, StringComparison.Ordinal);
        await replica.FollowsAsync(Token);
        var again = await patient.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        Assert.Equal((AddEventOutcome.Duplicate, 0L), (again.Outcome, again.Event.Index));
        Assert.Equal(1, (long)await replica.ExecuteAsync("ZCARD", new KeySpace("conv").Room(Room).Events.ToString()));
    }

    [Fact]
    public async Task Write_waits_for_a_replica_that_comes_back_in_time()
    {
        await using var replication = await StartAsync();
        await using var store = await OpenAsync(replication);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        var replica = replication.Replicas[0];
        var before = await replication.Primary.InfoAsync("commandstats", "cmdstat_wait");

        replica.Stop();
        var write = store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        await Condition.HoldsAsync("an attempt has waited in vain", async () => (await replication.Primary.InfoAsync("commandstats", "cmdstat_wait")) != before, Token);
        replica.Resume();

        Assert.Equal(0, (await write).Event.Index);
    }

    [Fact]
    public async Task Node_of_a_cluster_that_has_no_slots_needs_no_replicas()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(30));
        var newcomer = await cluster.AddPrimaryAsync();
        await using var store = await RedisConversationStore.ConnectAsync($"{cluster.ConnectionString},{newcomer.ConnectionString}", new() { WaitForReplicas = 1 }, Token);

        await store.Rooms.CreateAsync(Samples.Room(), Token);
        Assert.Equal(0, (await store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token)).Event.Index);
        Assert.True(await newcomer.CallsAsync("wait") > 0, "The newcomer was not among the primaries.");
    }

    [Theory]
    [InlineData("", 3_000, 3_000)]
    [InlineData(",asyncTimeout=500", 500, 500)]
    [InlineData(",syncTimeout=700", 700, 1_000)]
    public async Task Replicas_are_given_less_time_than_the_connection_waits_for_any_reply(string login, int waits, int replicas)
    {
        var options = new RedisConversationStoreOptions { WaitForReplicas = 1, ReplicaTimeout = TimeSpan.FromMilliseconds(replicas) };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => RedisConversationStore.ConnectAsync("127.0.0.1:1" + login, options, Token));

        Assert.StartsWith($"ReplicaTimeout ({replicas} ms) must be shorter than the connection's asyncTimeout ({waits} ms)", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => RedisConversationStore.ConnectAsync(StackExchange.Redis.ConfigurationOptions.Parse("127.0.0.1:1" + login), options, Token));
        await using var provider = new ServiceCollection().AddRedisConversationStore("127.0.0.1:1" + login, set => (set.WaitForReplicas, set.ReplicaTimeout) = (1, options.ReplicaTimeout)).BuildServiceProvider();
        Assert.Throws<ArgumentException>(provider.GetRequiredService<IConversationStore>);
    }

    private static async Task<RedisReplication> StartAsync()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        return await RedisReplication.StartAsync(replicas: 1);
    }

    private static Task<RedisConversationStore> OpenAsync(RedisReplication replication, int maxAttempts = 100) =>
        RedisConversationStore.ConnectAsync(
            replication.Primary.ConnectionString,
            new() { WaitForReplicas = 1, ReplicaTimeout = TimeSpan.FromMilliseconds(500), OperationTimeout = TimeSpan.FromSeconds(30), Retry = new() { MaxAttempts = maxAttempts } },
            Token);
}

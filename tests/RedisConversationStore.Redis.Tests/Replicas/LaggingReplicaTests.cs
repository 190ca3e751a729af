using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Replicas;

/// <summary>What the documentation of <see cref="ReadPreference.PreferReplica"/> says of a replica that lags, and of one that is gone.</summary>
public sealed class LaggingReplicaTests
{
    private static readonly RedisConversationStoreOptions Options = new() { ReadPreference = ReadPreference.PreferReplica };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replica_that_lags_answers_with_what_was()
    {
        SkipWithoutServer();
        TcpFaultProxy? link = null;
        await using var servers = await RedisReplication.StartAsync(replicas: 1, primary => (link = new(primary.Port, seed: 1)).Port);
        await using var _ = link!;
        await using var store = await ConnectAsync(servers, Options);
        await using var exact = await ConnectAsync(servers, Options with { ReadPreference = ReadPreference.Primary });
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await Condition.HoldsAsync("the replica has the room", () => store.Rooms.ExistsAsync(Samples.RoomId, Token), Token);

        link!.BlackHole();
        var added = await store.Events.AddAsync(Samples.Event("event"), cancellationToken: Token);

        Assert.Equal(AddEventOutcome.Committed, added.Outcome);
        Assert.Equal(0, await store.Events.CountAsync(Samples.RoomId, Token));
        Assert.Null(await store.Events.GetAsync(Samples.RoomId, "event", Token));
        Assert.Equal(0, await store.ReadState.UnreadCountAsync(Samples.RoomId, Samples.ChannelId, Token));
        Assert.Equal(1, await exact.Events.CountAsync(Samples.RoomId, Token));

        // What decides about a write does not ask the replica: the same event is known, and the metadata is that of the primary.
        Assert.Equal(AddEventOutcome.Duplicate, (await store.Events.AddAsync(Samples.Event("event"), cancellationToken: Token)).Outcome);
        Assert.True(await store.Idempotency.ClaimAsync(Samples.RoomId, "work", cancellationToken: Token));
        Assert.True(await store.Idempotency.IsSeenAsync(Samples.RoomId, "work", Token));

        link.Heal();
        await Condition.HoldsAsync("the replica has caught up", async () => await store.Events.CountAsync(Samples.RoomId, Token) == 1, Token);
    }

    [Fact]
    public async Task Without_a_replica_reads_go_to_the_primary()
    {
        SkipWithoutServer();
        await using var servers = await RedisReplication.StartAsync(replicas: 1);
        await using var store = await ConnectAsync(servers, Options);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        await servers.Replicas[0].KillAsync();

        Assert.True(await store.Rooms.ExistsAsync(Samples.RoomId, Token));
        Assert.NotNull(await store.Rooms.LoadContextAsync(Samples.RoomId, Token));
    }

    private static void SkipWithoutServer() => Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);

    private static Task<RedisConversationStore> ConnectAsync(RedisReplication servers, RedisConversationStoreOptions options) =>
        RedisConversationStore.ConnectAsync(string.Join(',', servers.Servers.Select(server => server.ConnectionString)), options, Token);
}

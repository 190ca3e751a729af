using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>What a follower is told after a failover to a replica that lacks what was acknowledged last: the old primary takes writes for a while after the replica was promoted, and is gone then.</summary>
public sealed class FailoverCursorTests : FaultTest
{
    [Fact]
    public async Task Follower_is_told_of_events_that_a_failover_lost()
    {
        await using var promoted = await StartServerAsync("--requirepass", Secret, "--masterauth", Secret);
        EventCursor shared, lost;
        await using (var primary = await StartServerAsync("--requirepass", Secret, "--repl-diskless-sync-delay", "0"))
        await using (var store = await OpenWithRoomAsync(primary))
        {
            await ReplicateAsync(promoted, primary, untilItHas: "first");
            shared = (await ContinueAsync(store, EventCursor.Start)).Cursor;
            await PromoteAsync(promoted);
            await store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("lost 1"), Samples.Event("lost 2")], cancellationToken: Token);
            lost = (await ContinueAsync(store, shared)).Cursor;
        }

        await using var after = await OpenAsync(promoted);
        Assert.Equal(CursorStatus.EventsLost, (await ContinueAsync(after, lost)).Status);
        Assert.Equal((CursorStatus.Continuous, 0), ((await ContinueAsync(after, shared)).Status, (await ContinueAsync(after, shared)).Events.Count));

        // The index of the lost event now stands for another event, so that the index alone would not tell.
        await after.Events.AddManyAsync(Samples.RoomId, [Samples.Event("new 1"), Samples.Event("new 2")], cancellationToken: Token);
        var latest = (await ContinueAsync(after, null)).Events[^1];
        Assert.Equal((lost.Index, "new 2"), (latest.Index, latest.Id));
        var told = await ContinueAsync(after, lost);
        Assert.Equal((CursorStatus.EventsLost, 0), (told.Status, told.Events.Count));
        Assert.Equal(["first", "new 1", "new 2"], (await ContinueAsync(after, told.Cursor)).Events.Select(roomEvent => roomEvent.Id));
        Assert.Equal(["new 1", "new 2"], (await ContinueAsync(after, shared)).Events.Select(roomEvent => roomEvent.Id));

        // Its writer tries again: the event is back, elsewhere.
        await after.Events.AddAsync(Samples.Event("lost 2"), cancellationToken: Token);
        Assert.Equal(CursorStatus.EventsLost, (await ContinueAsync(after, lost)).Status);
    }

    [Fact]
    public async Task Follower_is_told_of_a_room_whose_creation_a_failover_lost()
    {
        await using var promoted = await StartServerAsync("--requirepass", Secret, "--masterauth", Secret);
        EventCursor lost;
        await using (var primary = await StartServerAsync("--requirepass", Secret, "--repl-diskless-sync-delay", "0"))
        await using (var store = await OpenWithRoomAsync(primary))
        {
            await ReplicateAsync(promoted, primary, untilItHas: "first");
            await PromoteAsync(promoted);
            await store.Rooms.DeleteAsync(Samples.RoomId, Token);
            await store.Rooms.CreateAsync(Samples.Room(), Token);
            await store.Events.AddAsync(Samples.Event("first"), cancellationToken: Token);
            lost = (await ContinueAsync(store, EventCursor.Start)).Cursor;
        }

        await using var after = await OpenAsync(promoted);
        Assert.Equal(CursorStatus.RoomRecreated, (await ContinueAsync(after, lost)).Status);
    }

    [Fact]
    public async Task Follower_asks_the_primary_whatever_reads_prefer()
    {
        await using var primary = await StartServerAsync("--requirepass", Secret, "--repl-diskless-sync-delay", "0");
        await using var replica = await StartServerAsync("--requirepass", Secret, "--masterauth", Secret);
        await using var store = await OpenWithRoomAsync(primary);
        await ReplicateAsync(replica, primary, untilItHas: "first");

        // Nobody listens there: from now on the replica stays behind.
        await ReplicaOfAsync(replica, "127.0.0.1", "1");
        await using var reader = await RedisConversationStore.ConnectAsync(
            $"{primary.ConnectionString},{replica.ConnectionString},password={Secret}", new() { ReadPreference = ReadPreference.PreferReplica }, Token);
        await store.Events.AddAsync(Samples.Event("second"), cancellationToken: Token);
        var cursor = (await ContinueAsync(store, null)).Cursor;

        Assert.Equal(["first"], (await reader.Events.TimelineAsync(Samples.RoomId, cancellationToken: Token)).Select(roomEvent => roomEvent.Id));
        Assert.Equal(CursorStatus.Continuous, (await ContinueAsync(reader, cursor)).Status);
        Assert.Equal(["first", "second"], (await ContinueAsync(reader, EventCursor.Start)).Events.Select(roomEvent => roomEvent.Id));
    }

    private static async Task<RedisConversationStore> OpenAsync(RedisServerProcess server) =>
        await RedisConversationStore.ConnectAsync($"{server.ConnectionString},password={Secret}", cancellationToken: Token);

    private static async Task<EventContinuation> ContinueAsync(RedisConversationStore store, EventCursor? cursor)
    {
        var page = await store.Events.ContinueAsync(Samples.RoomId, cursor, cancellationToken: Token);
        Assert.NotNull(page);
        return page;
    }

    private static async Task ReplicateAsync(RedisServerProcess replica, RedisServerProcess primary, string untilItHas)
    {
        await ReplicaOfAsync(replica, "127.0.0.1", $"{primary.Port}");
        await using var connection = await ConnectAsync(replica);
        var ids = new KeySpace("conv").Room(Samples.RoomId).Ids;
        await Testing.Condition.HoldsAsync("the replica has the data", () => connection.GetDatabase().HashExistsAsync(ids, untilItHas, CommandFlags.PreferReplica), Token);
    }

    private static Task PromoteAsync(RedisServerProcess replica) => ReplicaOfAsync(replica, "NO", "ONE");

    private static async Task ReplicaOfAsync(RedisServerProcess server, string host, string port)
    {
        await using var connection = await ConnectAsync(server);
        await connection.GetServers().Single().ExecuteAsync("REPLICAOF", host, port);
    }
}

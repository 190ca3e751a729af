using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>Servers that are there and cannot do what they are asked.</summary>
public class ServerFaultTests : FaultTest
{
    [Fact]
    public async Task Replica_refuses_writes_and_answers_only_who_prefers_it()
    {
        await using var primary = await StartServerAsync("--requirepass", Secret, "--repl-diskless-sync-delay", "0");
        await using var replica = await StartServerAsync("--requirepass", Secret, "--replicaof", "127.0.0.1", $"{primary.Port}", "--masterauth", Secret);
        await using var store = await OpenWithRoomAsync(primary);
        await using var reader = await RedisConversationStore.ConnectAsync($"{replica.ConnectionString},password={Secret}", WithoutRetries, Token);
        await using var beside = await ConnectAsync(replica);
        await Testing.Condition.HoldsAsync("the replica has the data", () => beside.GetDatabase().HashExistsAsync(new KeySpace("conv").Room(Samples.RoomId).Ids, "first"), Token);

        await UnavailableAsync(UnavailableReason.ReadOnly, isRetrySafe: true, mayHaveTakenEffect: false, () => reader.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
        await UnavailableAsync(UnavailableReason.ReadOnly, isRetrySafe: true, mayHaveTakenEffect: false, () => reader.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("a", 1)), cancellationToken: Token));

        // It may lag: a read that was not allowed to be stale has no answer here, nor has one that decides about a write.
        await UnavailableAsync(UnavailableReason.ReadOnly, isRetrySafe: true, mayHaveTakenEffect: false, () => reader.Rooms.GetAsync(Samples.RoomId, Token));
        await UnavailableAsync(UnavailableReason.ReadOnly, isRetrySafe: true, mayHaveTakenEffect: false, () => reader.Events.ContinueAsync(Samples.RoomId, cancellationToken: Token));
        await UnavailableAsync(UnavailableReason.ReadOnly, isRetrySafe: true, mayHaveTakenEffect: false, () => reader.Directory.FindLatestAsync("participant", cancellationToken: Token));
        await using var preferring = await RedisConversationStore.ConnectAsync($"{replica.ConnectionString},password={Secret}", WithoutRetries with { ReadPreference = ReadPreference.PreferReplica }, Token);
        Assert.NotNull(await preferring.Rooms.GetAsync(Samples.RoomId, Token));
        Assert.Equal(["first"], (await store.Events.TimelineAsync(Samples.RoomId, cancellationToken: Token)).Select(roomEvent => roomEvent.Id));
    }

    [Fact]
    public async Task Task_whose_id_was_claimed_and_that_could_not_be_written_keeps_its_id_from_no_other_room()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await store.Rooms.CreateAsync(Samples.Room("another"), Token);
        await using var admin = await ConnectAsync(server);
        await admin.GetServers().Single().ExecuteAsync("ACL", "SETUSER", "claimer", "on", ">" + Secret, "+@all", "&*", "%R~*", "~conv:locator:task:*", "~conv:{*}:intents", "~conv:{*}:room");
        await using var claimer = await RedisConversationStore.ConnectAsync($"{server.ConnectionString},user=claimer,password={Secret}", WithoutRetries, Token);
        var task = Samples.Task();

        await UnavailableAsync(UnavailableReason.Access, isRetrySafe: false, mayHaveTakenEffect: true, () => claimer.Tasks.AddAsync(task, Token));

        // The claim counts while its write is under way, which ends with the call.
        await claimer.TidyUpAsync();
        Assert.Null(await store.Tasks.GetAsync(task.Id, Token));
        await store.Tasks.AddAsync(task with { RoomId = "another" }, Token);
    }

    [Fact]
    public async Task Primary_that_was_made_a_replica_refuses_writes()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var other = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        await admin.GetServers().Single().ExecuteAsync("REPLICAOF", "127.0.0.1", $"{other.Port}");

        await UnavailableAsync(UnavailableReason.ReadOnly, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        await admin.GetServers().Single().ExecuteAsync("REPLICAOF", "NO", "ONE");
        Assert.Equal(AddEventOutcome.Committed, (await store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token)).Outcome);
    }

    [Fact]
    public async Task Server_that_must_have_replicas_refuses_writes_without_them()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        await admin.GetServers().Single().ConfigSetAsync("min-replicas-to-write", "1");

        await UnavailableAsync(UnavailableReason.Failover, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
        Assert.Equal(1, await store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Server_that_is_loading_says_so()
    {
        await using var first = await StartServerAsync("--requirepass", Secret);
        string folder;
        await using (var admin = await ConnectAsync(first))
        {
            var server = admin.GetServers().Single();
            for (var i = 0; i < 30_000; i++) await admin.GetDatabase().StringSetAsync($"k{i}", new string('x', 200), flags: CommandFlags.FireAndForget);
            await server.ExecuteAsync("SAVE");
            folder = (await server.ConfigGetAsync("dir")).Single().Value;
        }

        await using var loading = await StartServerAsync("--requirepass", Secret, "--dir", folder, "--key-load-delay", "5000", "--loading-process-events-interval-bytes", "1024");
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{loading.ConnectionString},abortConnect=false,connectTimeout=500,password={Secret}");
        await using var store = new RedisConversationStore(connection, WithoutRetries);

        await UnavailableAsync(UnavailableReason.Loading, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Rooms.GetAsync(Samples.RoomId, Token));
        await UnavailableAsync(UnavailableReason.Loading, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
    }

    [Fact]
    public async Task Thread_summaries_and_unread_counts_of_nothing_need_no_server()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await server.KillAsync();

        Assert.Empty(await store.Events.ThreadSummariesAsync(Samples.RoomId, [], Token));
        Assert.Empty(await store.ReadState.UnreadCountsAsync(Samples.ChannelId, [], Token));
    }

    [Fact]
    public async Task Error_that_nobody_foresaw_is_passed_on_in_words()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        await admin.GetDatabase().StringSetAsync("conv:{other}:room", "not a hash");

        var fault = await UnavailableAsync(UnavailableReason.Server, isRetrySafe: false, mayHaveTakenEffect: false, () => store.Rooms.GetAsync("other", Token));

        Assert.Contains("WRONGTYPE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_that_the_client_was_told_not_to_send_is_named()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await RedisConversationStore.ConnectAsync($"{server.ConnectionString},password={Secret},$HGETALL=", cancellationToken: Token);

        var fault = await UnavailableAsync(UnavailableReason.Server, isRetrySafe: false, mayHaveTakenEffect: false, () => store.Rooms.GetAsync(Samples.RoomId, Token));

        Assert.Contains("HGETALL", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_that_is_in_while_its_locator_is_not_may_have_taken_effect()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        await ReplaceLocatorAsync(admin, "e");

        await UnavailableAsync(UnavailableReason.Server, isRetrySafe: false, mayHaveTakenEffect: true, () => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        // What is put right by hand is completed by making the write again.
        await admin.GetDatabase().KeyDeleteAsync(new KeySpace("conv").EventLocator("e"));
        Assert.Equal(AddEventOutcome.Duplicate, (await store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token)).Outcome);
        Assert.Equal(1, (await store.Events.GetAsync("e", Token))!.Index);
    }

    [Fact]
    public async Task Event_whose_locator_cannot_be_removed_is_deleted_all_the_same()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        await ReplaceLocatorAsync(admin, "first");

        Assert.Equal(["first"], await store.Events.DeleteAsync(Samples.RoomId, "first", cancellationToken: Token));

        Assert.Null(await store.Events.GetAsync(Samples.RoomId, "first", Token));
    }

    [Fact]
    public async Task Room_that_is_deleted_while_its_remains_are_not_may_have_taken_effect()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        await ReplaceLocatorAsync(admin, "first");

        await UnavailableAsync(UnavailableReason.Server, isRetrySafe: false, mayHaveTakenEffect: true, () => store.Rooms.DeleteAsync(Samples.RoomId, Token));

        Assert.Null(await store.Rooms.GetAsync(Samples.RoomId, Token));
    }

    private static Task ReplaceLocatorAsync(ConnectionMultiplexer admin, string eventId) =>
        admin.GetDatabase().StringSetAsync(new KeySpace("conv").EventLocator(eventId), "not a hash");
}

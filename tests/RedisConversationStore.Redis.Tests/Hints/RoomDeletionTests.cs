using System.Reflection;
using Conversations.Conformance;
using Conversations.Redis.Connection;
using Conversations.Redis.Logging;
using Conversations.Redis.Scripts;
using Conversations.Redis.Tests.Retries;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Deletes that were cut off: the room reads as deleted, and a repeated delete leaves no key.</summary>
public abstract class RoomDeletionTests(RedisFixture fixture) : HintTest(fixture)
{
    [Fact]
    public async Task Delete_that_died_after_its_first_step_is_finished_by_the_next()
    {
        await FillAsync();
        await DieAfterFirstStepAsync();

        await ReadsAsDeletedAsync();
        Assert.False(await Store.Rooms.DeleteAsync(RoomId, Token));
        Assert.Empty(await AllKeysAsync());
    }

    [Fact]
    public async Task Delete_that_died_is_finished_by_a_reader_of_any_index_of_rooms_once_the_server_takes_it_for_dead()
    {
        await FillAsync();
        await DieAfterFirstStepAsync(isNoted: true);
        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.NotEmpty(await AllKeysAsync());

        await PassLifeAsync();
        Assert.Empty(await Store.Directory.FindAsync(new() { Status = Samples.FullRoom().Status }, cancellationToken: Token));

        Assert.Empty(await AllKeysAsync());
    }

    [Fact]
    public async Task Several_deletes_that_died_are_finished_together_with_the_room_that_lives()
    {
        for (var life = 0; life < 3; life++)
        {
            await FillAsync();
            await DieAfterFirstStepAsync();
        }

        await FillAsync();
        Assert.True(await Store.Rooms.DeleteAsync(RoomId, Token));
        Assert.Empty(await AllKeysAsync());
    }

    [Fact]
    public async Task Room_with_damaged_records_is_deleted_all_the_same()
    {
        await FillAsync();
        var room = Keys.Room(RoomId);
        await Database.SortedSetAddAsync(room.Events, "damaged", 9999);
        await Database.HashSetAsync(room.Bindings, "damaged", "damaged");
        await Database.HashSetAsync(room.Participants, "damaged", "damaged");
        await Database.HashSetAsync(room.Room, RoomFields.Record, "damaged");

        Assert.True(await Store.Rooms.DeleteAsync(RoomId, Token));

        Assert.Empty(await AllKeysAsync());
    }

    [Fact]
    public async Task Room_created_after_a_delete_that_died_is_a_new_one()
    {
        await FillAsync();
        await DieAfterFirstStepAsync();

        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        var added = await Store.Events.AddAsync(Samples.FullEvent("e0"), cancellationToken: Token);
        Assert.Equal((AddEventOutcome.Committed, 0), (added.Outcome, added.Event.Index));
        Assert.True(await Store.Idempotency.ClaimAsync(RoomId, "claim", cancellationToken: Token));
        Assert.Equal(added.Event, await Store.Events.GetAsync("e0", Token));
        Assert.Empty(await Store.Bindings.ListAsync(RoomId, Token));
        Assert.Null(await Store.Tasks.GetAsync("task", Token));

        Assert.True(await Store.Rooms.DeleteAsync(RoomId, Token));
        Assert.Empty(await AllKeysAsync());
    }

    [Fact]
    public async Task Delete_that_is_cancelled_between_chunks_goes_on_without_its_caller()
    {
        await FillAsync();
        for (var chunk = 0; chunk < 6; chunk++)
        {
            await Store.Events.AddManyAsync(RoomId, [.. Enumerable.Range(0, 250).Select(i => Samples.Event($"{chunk} {i}") with { IdempotencyKey = $"{chunk} {i}" })], cancellationToken: Token);
        }

        await DeleteFirstChunksAsync(count: 2);
        await ReadsAsDeletedAsync();
        Assert.Empty(await AllKeysAsync());
    }

    [Fact]
    public async Task Deletes_at_the_same_time_say_once_that_the_room_existed()
    {
        await FillAsync();

        var deletes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.Rooms.DeleteAsync(RoomId, Token), Token)));

        Assert.Single(deletes, existed => existed);
        Assert.Empty(await AllKeysAsync());
    }

    /// <summary>Begins a delete, and cancels it when it has asked the server to remove so many chunks of events. That is done before what is asked next on the same connection.</summary>
    private async Task DeleteFirstChunksAsync(int count)
    {
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var connection = Intercepted<IConnectionMultiplexer>.Create(
            Database.Multiplexer,
            (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, Count) : call());
        await using var store = CreateStore(connection);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Rooms.DeleteAsync(RoomId, cancelling.Token));
        Assert.Equal(0, count);

        object? Count(MethodInfo method, object?[] arguments, Func<object?> call)
        {
            var reply = call();
            if (method.Name == nameof(IDatabase.SortedSetRemoveRangeByScoreAsync) && --count == 0) cancelling.Cancel();
            return reply;
        }
    }

    [Fact]
    public async Task Repeat_of_a_delete_that_another_delete_has_finished_leaves_a_room_created_since()
    {
        await FillAsync();
        var (gateway, keys, token) = (CreateGateway(), Keys.Room(RoomId), Epoch.Create());
        var epoch = await Database.HashGetAsync(keys.Room, RoomFields.Epoch);
        var hint = await Database.HashGetAsync(keys.Room, RoomFields.Hint);
        Assert.Equal(RoomScripts.DeleteStatus.Deleted, (await RoomScripts.DeleteAsync(gateway, keys, token, epoch, hint, listed: null, Token)).Status);
        await Store.Rooms.DeleteAsync(RoomId, Token);
        await Store.Rooms.CreateAsync(Samples.FullRoom(), Token);

        var (status, tokens) = await RoomScripts.DeleteAsync(gateway, keys, token, epoch, hint, listed: null, Token);

        Assert.Equal(RoomScripts.DeleteStatus.NoRoom, status);
        Assert.Empty(tokens);
        Assert.NotNull(await Store.Rooms.GetAsync(RoomId, Token));
    }

    private RedisGateway CreateGateway() => new(new StoreConnection(Database.Multiplexer, isOwned: false, StoreLog.None), new LayoutGuard(Keys), new());

    private async Task FillAsync()
    {
        await Store.Rooms.CreateAsync(Samples.FullRoom(), Token);
        for (var i = 0; i < 5; i++) await Store.Events.AddAsync(Samples.FullEvent($"e{i}"), cancellationToken: Token);
        await Store.Idempotency.ClaimAsync(RoomId, "claim", cancellationToken: Token);
        await Store.Bindings.AddAsync(Samples.FullBinding(), Token);
        await Store.Participants.AddAsync(Samples.FullParticipant(), Token);
        await Store.Tasks.AddAsync(Samples.FullTask(), Token);
        await Store.Observations.AddAsync(Samples.FullObservation(), Token);
        await Store.ReadState.MarkAllReadAsync(RoomId, "reader", Token);
    }

    private async Task DieAfterFirstStepAsync(bool isNoted = false)
    {
        var keys = Keys.Room(RoomId);
        var hint = await Database.HashGetAsync(keys.Room, RoomFields.Hint);
        var listed = RoomHint.Parse(hint!);
        (string, string)? note = isNoted ? (listed.Nonce, IntentEntries.Format(listed.Entries(Keys, RoomId, Samples.FullRoom().CreatedAt))) : null;
        await RoomScripts.DeleteAsync(CreateGateway(), keys, Epoch.Create(), await Database.HashGetAsync(keys.Room, RoomFields.Epoch), hint, note, Token);
    }

    // As if the deadline that the server wrote were over.
    private async Task PassLifeAsync()
    {
        var intents = Keys.Room(RoomId).Intents;
        foreach (var note in await Database.HashGetAllAsync(intents)) await Database.HashSetAsync(intents, note.Name, $"d1:{note.Value.ToString().Split(':', 2)[1]}");
    }

    private async Task ReadsAsDeletedAsync()
    {
        Assert.Null(await Store.Rooms.GetAsync(RoomId, Token));
        Assert.Null(await Store.Rooms.LoadContextAsync(RoomId, Token));
        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.Empty(await Store.Events.TimelineAsync(RoomId, cancellationToken: Token));
        Assert.Null(await Store.Events.GetAsync("e0", Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(RoomId, "key of e0", Token));
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Assert.Null(await Store.Directory.FindLatestAsync("participant", cancellationToken: Token));
        Assert.Null(await Store.Tasks.GetAsync("task", Token));
    }
}

public sealed class RoomDeletionTestsOnDevServer(DevServerFixture fixture) : RoomDeletionTests(fixture);

public sealed class RoomDeletionTestsOnRedisServer(RedisServerFixture fixture) : RoomDeletionTests(fixture);

public sealed class RoomDeletionTestsOnCluster(ClusterFixture fixture) : RoomDeletionTests(fixture);

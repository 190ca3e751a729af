using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Index entries that a crash left behind: readers never answer with them, and remove them once no writer can be on its way.</summary>
public abstract class StaleHintTests(RedisFixture fixture) : HintTest(fixture)
{
    [Fact]
    public async Task Entries_of_a_write_under_way_name_nothing_and_stay_until_the_server_takes_it_for_dead()
    {
        var hint = new RoomHint(Nonce.Create(), "active", "org");
        var owner = IndexOwner.Room("never", Keys.Room("never"));
        var entries = hint.Entries(Keys, "never", Samples.Instant);
        await WriteAsync(entries);
        await NoteAsync(owner, hint.Nonce, entries, age: TimeSpan.Zero);
        await Store.Rooms.CreateAsync(Samples.Room() with { OrganizationId = "org" }, Token);

        await ReadsOnlyTheRoomAsync();
        Assert.Equal(2, await CountAsync(Keys.Rooms(null, null)));

        // A reader of one index finishes what the writer left in all of them.
        await NoteAsync(owner, hint.Nonce, entries, age: HintIndex.Life + TimeSpan.FromSeconds(1));
        Assert.Equal([RoomId], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
        foreach (var index in (StackExchange.Redis.RedisKey[])[Keys.Rooms(null, null), Keys.Rooms(null, "active"), Keys.Rooms("org", null), Keys.Rooms("org", "active")])
        {
            Assert.Equal(1, await CountAsync(index));
        }

        Assert.True((await NoteAsync(owner.Intents, hint.Nonce)).IsNull);
        await ReadsOnlyTheRoomAsync();

        async Task ReadsOnlyTheRoomAsync()
        {
            Assert.Equal([RoomId], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
            Assert.Equal([RoomId], Ids(await Store.Directory.FindAsync(new() { OrganizationId = "org" }, cancellationToken: Token)));
            Assert.Equal([RoomId], Ids(await Store.Directory.FindAsync(new() { Status = RoomStatus.Active }, cancellationToken: Token)));
            Assert.Equal([RoomId], Ids(await Store.Directory.FindAsync(new() { OrganizationId = "org", Status = RoomStatus.Active }, cancellationToken: Token)));
        }
    }

    [Theory]
    [InlineData(-11)]
    [InlineData(11)]
    [InlineData(100_000)]
    public async Task Clocks_of_replicas_that_are_minutes_apart_lose_no_room(int minutes)
    {
        Clock.Advance(TimeSpan.FromMinutes(minutes));
        await using var dashboard = CreateStore(Database.Multiplexer);
        var creating = Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await Store.Rooms.CreateAsync(Samples.Room($"room {i}") with { OrganizationId = "org" }, Token);
                    await Store.Bindings.AddAsync(Samples.Binding(roomId: $"room {i}") with { ParticipantId = "person" }, Token);
                }
            },
            Token);
        while (!creating.IsCompleted)
        {
            await dashboard.Rooms.ListAsync(cancellationToken: Token);
            await dashboard.Directory.FindAsync(new() { OrganizationId = "org" }, cancellationToken: Token);
            await dashboard.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token);
            await dashboard.Directory.FindLatestAsync("person", cancellationToken: Token);
        }

        await creating;
        await dashboard.TidyUpAsync();
        Assert.Equal(100, (await Store.Rooms.ListAsync(limit: 1000, cancellationToken: Token)).Count);
        Assert.Equal(100, (await Store.Directory.FindAsync(new() { OrganizationId = "org" }, limit: 1000, cancellationToken: Token)).Count);
        Assert.Equal(100, (await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, limit: 1000, cancellationToken: Token)).Count);
        Assert.Equal(100, await CountAsync(Keys.ParticipantRooms("person")));
    }

    [Fact]
    public async Task Write_that_others_took_for_dead_begins_again()
    {
        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        var intents = Keys.Room(RoomId).Intents;
        var isTaken = false;
        var connection = Retries.Intercepted<StackExchange.Redis.IConnectionMultiplexer>.Create(
            Database.Multiplexer,
            (method, _, call) => method.Name == nameof(StackExchange.Redis.IConnectionMultiplexer.GetDatabase) ? Retries.Intercepted<StackExchange.Redis.IDatabase>.Create((StackExchange.Redis.IDatabase)call()!, TakeOnce) : call());
        await using var slow = CreateStore(connection);

        await slow.Bindings.AddAsync(Samples.Binding(), Token);

        Assert.True(isTaken);
        await slow.TidyUpAsync();
        Assert.Equal([RoomId], await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Assert.Equal(1, await CountAsync(Keys.ChannelRooms(Samples.ChannelId)));
        Assert.False(await Database.KeyExistsAsync(intents));

        // Between the entries and the truth another process takes the write for dead, and removes its entries.
        object? TakeOnce(System.Reflection.MethodInfo method, object?[] arguments, Func<object?> call)
        {
            var reply = call();
            if (method.Name == nameof(StackExchange.Redis.IDatabase.SortedSetAddAsync) && !isTaken)
            {
                isTaken = true;
                Database.KeyDelete(intents);
                Database.KeyDelete(Keys.ChannelRooms(Samples.ChannelId));
            }

            return reply;
        }
    }

    [Fact]
    public async Task Entries_of_a_former_version_go_once_suspected_for_long_by_the_servers_clock()
    {
        var hint = new RoomHint(FormerNonce.Create(Samples.Instant), "active", null);
        await WriteAsync(hint.Entries(Keys, "never", Samples.Instant));

        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
        Clock.Advance(TimeSpan.FromDays(365));
        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.Equal(1, await CountAsync(Keys.Rooms(null, null)));

        await SuspectAsync(IndexOwner.Room("never", Keys.Room("never")), hint.Nonce, HintCleaner.FormerPatience + TimeSpan.FromSeconds(1));
        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.Equal(0, await CountAsync(Keys.Rooms(null, null)));
    }

    [Fact]
    public async Task Entries_that_a_writer_who_died_after_the_truth_did_not_remove_name_the_room_no_more()
    {
        var room = await Store.Rooms.CreateAsync(Samples.Room(), Token);
        var old = RoomHint.Parse((await Database.HashGetAsync(Keys.Room(RoomId).Room, RoomFields.Hint))!);
        await Store.Rooms.UpdateAsync(room with { Status = RoomStatus.Closed }, Token);
        await WriteAsync(old.Entries(Keys, RoomId, room.CreatedAt));

        await ReadsAsClosedAsync();
        Assert.Equal(1, await CountAsync(Keys.Rooms(null, null)));
        Assert.Equal(0, await CountAsync(Keys.Rooms(null, "active")));
        Assert.Equal(1, await CountAsync(Keys.Rooms(null, "closed")));
        await ReadsAsClosedAsync();

        async Task ReadsAsClosedAsync()
        {
            Assert.Empty(await Store.Directory.FindAsync(new() { Status = RoomStatus.Active }, cancellationToken: Token));
            Assert.Equal([RoomId], Ids(await Store.Directory.FindAsync(new() { Status = RoomStatus.Closed }, cancellationToken: Token)));
            Assert.Equal([RoomId], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
        }
    }

    [Fact]
    public async Task Entries_of_a_deleted_room_and_of_its_earlier_life_are_dropped()
    {
        await Store.Rooms.CreateAsync(Samples.Room("other") with { CreatedAt = Samples.Instant.AddMinutes(1) }, Token);
        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        var old = RoomHint.Parse((await Database.HashGetAsync(Keys.Room(RoomId).Room, RoomFields.Hint))!);
        await Store.Rooms.DeleteAsync(RoomId, Token);
        await WriteAsync(old.Entries(Keys, RoomId, Samples.Instant));
        Assert.Equal(["other"], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));

        // Created again, later: listed once, at its new place.
        await Store.Rooms.CreateAsync(Samples.Room() with { CreatedAt = Samples.Instant.AddMinutes(2) }, Token);
        Assert.Equal(["other", RoomId], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
        Assert.Equal([RoomId], Ids(await Store.Rooms.ListAsync(offset: 1, cancellationToken: Token)));

        Assert.Equal(["other", RoomId], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
        Assert.Equal(2, await CountAsync(Keys.Rooms(null, null)));
        Assert.Equal(["other", RoomId], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
    }

    [Fact]
    public async Task Entries_of_bindings_and_participants_that_are_not_there_name_nothing()
    {
        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        var member = HintMember.Create(RoomId, Nonce.Create());
        var score = Instants.ToMicroseconds(Samples.Instant);
        await WriteAsync([new(Keys.ChannelRooms("channel"), member, score), new(Keys.ParticipantRooms("participant"), member, score)]);

        await NamesNothingAsync();
        Assert.Equal((0, 0), (await CountAsync(Keys.ChannelRooms("channel")), await CountAsync(Keys.ParticipantRooms("participant"))));

        async Task NamesNothingAsync()
        {
            Assert.Empty(await Store.Directory.FindIdsByChannelAsync("channel", cancellationToken: Token));
            Assert.Null(await Store.Directory.FindLatestAsync("participant", cancellationToken: Token));
        }
    }

    [Fact]
    public async Task Binding_that_moved_to_another_participant_is_found_by_that_one_only()
    {
        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        await Store.Bindings.AddAsync(Samples.Binding() with { ParticipantId = "old" }, Token);
        var stale = await Database.SortedSetRangeByRankWithScoresAsync(Keys.ParticipantRooms("old"));
        await Store.Bindings.UpdateAsync(Samples.Binding() with { ParticipantId = "new" }, Token);
        await WriteAsync(stale.Select(entry => new HintEntry(Keys.ParticipantRooms("old"), entry.Element, (long)entry.Score)));

        Assert.Null(await Store.Directory.FindLatestAsync("old", cancellationToken: Token));
        Assert.Equal(RoomId, (await Store.Directory.FindLatestAsync("new", cancellationToken: Token))?.Id);
        Assert.Equal([RoomId], await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Assert.Equal(1, await CountAsync(Keys.ChannelRooms(Samples.ChannelId)));
    }

    [Fact]
    public async Task Room_that_changes_status_is_never_missing_from_a_list()
    {
        for (var i = 0; i < 20; i++) await Store.Rooms.CreateAsync(Samples.Room($"still {i}") with { OrganizationId = "org" }, Token);
        await Store.Rooms.CreateAsync(Samples.Room() with { OrganizationId = "org" }, Token);

        var changing = Task.Run(
            async () =>
            {
                for (var change = 0; change < 200; change++) await Store.Rooms.UpdateAsync(RoomId, room => room with { Status = room.Status == RoomStatus.Active ? RoomStatus.Paused : RoomStatus.Active }, cancellationToken: Token);
            },
            Token);
        var listings = 0;
        for (; !changing.IsCompleted; listings++)
        {
            Assert.Contains(RoomId, Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
            Assert.Contains(RoomId, Ids(await Store.Directory.FindAsync(new() { OrganizationId = "org" }, cancellationToken: Token)));
        }

        await changing;
        Assert.True(listings > 0);
        Assert.Equal(21, await CountAsync(Keys.Rooms(null, null)));
    }
}

public sealed class StaleHintTestsOnDevServer(DevServerFixture fixture) : StaleHintTests(fixture);

public sealed class StaleHintTestsOnRedisServer(RedisServerFixture fixture) : StaleHintTests(fixture);

public sealed class StaleHintTestsOnCluster(ClusterFixture fixture) : StaleHintTests(fixture);

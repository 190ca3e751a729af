using Xunit;

namespace Conversations.Conformance;

/// <summary>Many writers over several replicas at the same time.</summary>
/// <param name="fixture">The backend.</param>
public abstract class ConcurrencyConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private const int Writers = 32;
    private const int Replicas = 3;

    private IConversationStore[] replicas = [];

    [Fact]
    public async Task Indices_are_dense_and_unique_and_every_acknowledged_event_is_there_once()
    {
        await OpenAsync();

        var acknowledged = (await AtOnceAsync(Writers, async writer =>
        {
            List<RoomEvent> mine = [];
            for (var i = 0; i < 8; i++)
            {
                var result = await Replica(writer).Events.AddAsync(Samples.Event($"w{writer}.{i}") with { IdempotencyKey = $"k{writer}.{i}" }, cancellationToken: Token);
                Assert.False(result.IsDuplicate);
                mine.Add(result.Event);
            }

            Assert.Equal(mine.OrderBy(roomEvent => roomEvent.Index), mine);
            return mine;
        })).SelectMany(events => events).OrderBy(roomEvent => roomEvent.Index).ToArray();

        Assert.Equal(Enumerable.Range(0, Writers * 8).Select(i => (long?)i), acknowledged.Select(roomEvent => roomEvent.Index));
        Assert.Equal(acknowledged, await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(1000), cancellationToken: Token));
        var room = await RoomAsync();
        Assert.Equal((256L, 255L), (room.EventCount, room.LatestIndex));
    }

    [Fact]
    public async Task Batches_stay_contiguous_between_one_another_and_single_adds()
    {
        await OpenAsync();

        var batches = await AtOnceAsync(Writers, async writer => writer % 2 == 0
            ? (await Replica(writer).Events.AddManyAsync(Samples.RoomId, [.. Enumerable.Range(0, 10).Select(i => Samples.Event($"w{writer}.{i}"))], cancellationToken: Token)).Select(result => result.Event.Index).ToArray()
            : [(await Replica(writer).Events.AddAsync(Samples.Event($"w{writer}"), cancellationToken: Token)).Event.Index]);

        Assert.All(batches, batch => Assert.Equal(Enumerable.Range(0, batch.Length).Select(i => batch[0] + i), batch));
        Assert.Equal(Enumerable.Range(0, 176).Select(i => (long?)i), batches.SelectMany(batch => batch).Order());
    }

    [Fact]
    public async Task Observer_never_sees_a_count_without_its_event_nor_a_gap()
    {
        await OpenAsync();
        const int total = 150;

        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < total; i++) await replicas[0].Events.AddAsync(Samples.Event($"e{i}") with { IdempotencyKey = $"k{i}", CreatedAt = Samples.Instant.AddSeconds(i) }, cancellationToken: Token);
            },
            Token);
        var observer = replicas[^1];
        DateTimeOffset? activity = null;
        for (var seen = 0L; seen < total;)
        {
            var room = (await observer.Rooms.GetAsync(Samples.RoomId, Token))!;
            seen = room.EventCount;
            Assert.Equal(seen - 1, room.LatestIndex);
            Assert.Equal(seen > 0, room.Timers.LastActivityAt is not null);
            Assert.False(room.Timers.LastActivityAt < activity);
            activity = room.Timers.LastActivityAt;
            if (seen > 0) Assert.Equal($"e{seen - 1}", (await observer.Idempotency.GetEventAsync(Samples.RoomId, $"k{seen - 1}", Token))?.Id);
            var events = await observer.Events.ListAsync(Samples.RoomId, EventPage.Oldest(1000), cancellationToken: Token);
            Assert.True(events.Count >= seen);
            Assert.Equal(Enumerable.Range(0, events.Count).Select(i => (long?)i), events.Select(roomEvent => roomEvent.Index));
            if (writing.IsCompleted) await writing;
        }

        await writing;
    }

    [Fact]
    public async Task Same_event_added_by_all_is_committed_once()
    {
        await OpenAsync();

        var results = await AtOnceAsync(Writers, writer => Replica(writer).Events.AddAsync(Samples.Event("same"), cancellationToken: Token));

        Assert.Single(results, result => !result.IsDuplicate);
        Assert.All(results, result => Assert.Equal(results[0].Event, result.Event));
        Assert.Equal(1, (await RoomAsync()).EventCount);
    }

    [Fact]
    public async Task Different_events_under_one_key_are_committed_once()
    {
        await OpenAsync();

        var results = await AtOnceAsync(Writers, writer => Replica(writer).Events.AddAsync(Samples.Event($"e{writer}") with { IdempotencyKey = "key" }, cancellationToken: Token));

        var winner = Assert.Single(results, result => !result.IsDuplicate).Event;
        Assert.All(results, result => Assert.Equal(winner, result.Event));
        Assert.Equal([winner.Id], await EventIdsAsync());
    }

    [Fact]
    public async Task Different_events_imported_at_one_index_are_committed_once()
    {
        await OpenAsync();

        var outcomes = await AtOnceAsync(Writers, writer => WinsAsync<RecordConflictException>(Replica(writer).Events.ImportAsync(Samples.Event($"e{writer}") with { Index = 5 }, Token)));

        Assert.Single(outcomes, won => won);
        Assert.Single(await EventIdsAsync());
    }

    [Fact]
    public async Task Key_claimed_by_all_has_one_winner()
    {
        await OpenAsync();

        var claims = await AtOnceAsync(Writers, writer => Replica(writer).Idempotency.ClaimAsync(Samples.RoomId, "key", cancellationToken: Token));

        Assert.Single(claims, won => won);
    }

    [Fact]
    public async Task Room_created_by_all_is_created_once()
    {
        await OpenAsync();

        var created = await AtOnceAsync(Writers, writer => WinsAsync<RecordAlreadyExistsException>(
            Replica(writer).Rooms.CreateAsync(Samples.Room("new") with { OrganizationId = $"org {writer}" }, Token)));

        var winner = Array.IndexOf(created, true);
        Assert.Single(created, won => won);
        Assert.Equal($"org {winner}", (await RoomAsync("new")).OrganizationId);
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.Equal(writer == winner ? 1 : 0, (await Store.Directory.FindAsync(new() { OrganizationId = $"org {writer}" }, cancellationToken: Token)).Count);
        }
    }

    [Fact]
    public async Task Task_id_taken_by_all_in_several_rooms_is_taken_once()
    {
        await OpenAsync();
        await CreateRoomAsync("other");

        var added = await AtOnceAsync(Writers, writer => WinsAsync<RecordAlreadyExistsException>(
            Replica(writer).Tasks.AddAsync(Samples.Task(roomId: writer % 2 == 0 ? Samples.RoomId : "other"), Token)));

        var winner = Array.IndexOf(added, true);
        Assert.Single(added, won => won);
        Assert.Equal(winner % 2 == 0 ? Samples.RoomId : "other", (await Store.Tasks.GetAsync("task", Token))?.RoomId);
        Assert.Equal(1, (await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token)).Count + (await Store.Tasks.ListAsync("other", cancellationToken: Token)).Count);
    }

    [Fact]
    public async Task Update_based_on_one_version_has_one_winner()
    {
        await OpenAsync();

        var updated = await AtOnceAsync(Writers, writer => WinsAsync<RecordConflictException>(
            Replica(writer).Rooms.UpdateAsync(Samples.Room() with { OrganizationId = $"org {writer}" }, 1, Token)));

        Assert.Single(updated, won => won);
        var room = await RoomAsync();
        Assert.Equal(($"org {Array.IndexOf(updated, true)}", 2L), (room.OrganizationId, room.Version));
    }

    [Fact]
    public async Task Updates_by_a_change_lose_nothing()
    {
        await OpenAsync();

        await AtOnceAsync(8, writer => Replica(writer).Rooms.UpdateAsync(
            Samples.RoomId, room => room with { Metadata = room.Metadata.With("n", (room.Metadata.TryGetValue("n", out var n) ? n.AsInt64() : 0) + 1) }, cancellationToken: Token));

        var stored = await RoomAsync();
        Assert.Equal((8L, 9L), (stored.Metadata["n"].AsInt64(), stored.Version));
    }

    [Fact]
    public async Task Patches_of_different_keys_all_survive_beside_event_commits()
    {
        await OpenAsync();

        await AtOnceAsync(Writers, async writer => (object)(writer % 4 == 0
            ? await Replica(writer).Events.AddAsync(Samples.Event($"e{writer}"), cancellationToken: Token)
            : (await Replica(writer).Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(($"key {writer}", writer)), cancellationToken: Token))!));

        var room = await RoomAsync();
        Assert.Equal(Enumerable.Range(0, Writers).Where(writer => writer % 4 != 0).Select(writer => (long)writer), room.Metadata.Values.Select(value => value.AsInt64()).Order());
        Assert.All(room.Metadata, member => Assert.Equal(member.Key, $"key {member.Value}"));
        Assert.Equal((8L, 7L, 25L), (room.EventCount, room.LatestIndex, room.Version));
    }

    [Fact]
    public async Task Delivered_index_advanced_by_all_has_one_winner_a_step()
    {
        await OpenAsync();

        for (var index = 0; index < 4; index++)
        {
            var moved = await AtOnceAsync(Writers, writer => Replica(writer).Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, index, force: writer % 2 == 0, Token));
            Assert.Single(moved, won => won);
        }

        Assert.Equal(3, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Links_of_different_addresses_lose_nothing()
    {
        await OpenAsync();
        await Store.Identities.CreateAsync(Samples.Identity(), Token);

        await AtOnceAsync(Writers, writer => Replica(writer).Identities.LinkAddressAsync("identity", writer % 2 == 0 ? ChannelType.Sms : ChannelType.Email, $"a{writer}", cancellationToken: Token));

        var identity = await Store.Identities.GetAsync("identity", Token);
        Assert.Equal(Writers / 2, identity!.ChannelAddresses["sms"].Distinct().Count());
        Assert.Equal(Writers / 2, identity.ChannelAddresses["email"].Distinct().Count());
    }

    [Fact]
    public async Task Links_of_one_address_leave_it_with_one_of_the_callers()
    {
        await OpenAsync();
        for (var i = 0; i < 4; i++) await Store.Identities.CreateAsync(Samples.Identity($"i{i}"), Token);

        await AtOnceAsync(Writers, writer => Replica(writer).Identities.LinkAddressAsync($"i{writer % 4}", ChannelType.Sms, "x", cancellationToken: Token));

        var holder = await Store.Identities.ResolveAsync(ChannelType.Sms, "x", cancellationToken: Token);
        Assert.Equal(["x"], holder!.ChannelAddresses["sms"]);
    }

    [Fact]
    public async Task Mark_read_never_goes_back()
    {
        await OpenAsync();
        var events = Enumerable.Range(0, Writers).Select(i => Samples.Event($"e{i}")).ToArray();
        await Store.Events.AddManyAsync(Samples.RoomId, events, cancellationToken: Token);

        var moved = await AtOnceAsync(Writers, writer => Replica(writer).ReadState.MarkReadAsync(Samples.RoomId, Samples.ChannelId, $"e{(writer * 13) % Writers}", Token));

        Assert.Contains(true, moved);
        Assert.Equal(Writers - 1, (await Store.ReadState.MarkersAsync(Samples.RoomId, Token))[Samples.ChannelId]);
    }

    [Fact]
    public async Task Participant_added_on_different_channels_is_on_all_of_them()
    {
        await OpenAsync();

        await AtOnceAsync(Writers, writer => Replica(writer).Participants.AddAsync(Samples.Participant() with { ConnectedVia = [$"c{writer}"], JoinedAt = Samples.Instant.AddSeconds(writer) }, Token));

        var participant = Assert.Single(await Store.Participants.ListAsync(Samples.RoomId, Token));
        Assert.Equal([Samples.ChannelId, .. Enumerable.Range(0, Writers).Select(writer => $"c{writer}").Order()], [participant.ConnectedVia[0], .. participant.ConnectedVia.Skip(1).Order()]);
    }

    [Fact]
    public async Task Events_added_while_the_room_is_deleted_are_either_deleted_with_it_or_not_found()
    {
        await OpenAsync();

        await AtOnceAsync(Writers, async writer => writer == Writers / 2
            ? await Replica(writer).Rooms.DeleteAsync(Samples.RoomId, Token)
            : await WinsAsync<RecordNotFoundException>(Replica(writer).Events.AddAsync(Samples.Event($"e{writer}"), cancellationToken: Token)));

        Assert.False(await Store.Rooms.ExistsAsync(Samples.RoomId, Token));
        Assert.Empty(await EventIdsAsync());
        for (var writer = 0; writer < Writers; writer++) Assert.Null(await Store.Events.GetAsync($"e{writer}", Token));
    }

    [Fact]
    public async Task Room_that_gets_an_event_meanwhile_is_never_deleted_under_its_latest_index_or_activity()
    {
        await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var room = (await CreateRoomAsync($"room {round}")).Id;
            var first = await Store.Events.AddAsync(Samples.Event("first", room) with { CreatedAt = DateTimeOffset.UtcNow }, cancellationToken: Token);
            var conditions = round % 2 == 0
                ? new RoomConditions { LatestIndex = first.Event.Index }
                : new RoomConditions { NoActivitySince = (await RoomAsync(room)).Timers.LastActivityAt };

            var won = await AtOnceAsync(4, writer => writer == 0
                ? WinsAsync<RecordConflictException>(Replica(writer).Rooms.DeleteAsync(room, conditions, Token))
                : WinsAsync<RecordNotFoundException>(Replica(writer).Events.AddAsync(Samples.Event($"e{writer}", room) with { CreatedAt = DateTimeOffset.UtcNow }, cancellationToken: Token)));

            // Either the room went before all of them, or it has what was acknowledged.
            var isDeleted = won[0];
            Assert.Equal(isDeleted, !await Store.Rooms.ExistsAsync(room, Token));
            Assert.All(won[1..], added => Assert.NotEqual(isDeleted, added));
            if (!isDeleted) Assert.Equal(4, await Store.Events.CountAsync(room, Token));
        }
    }

    [Fact]
    public async Task Context_loaded_while_the_room_is_deleted_is_whole_or_none()
    {
        await OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            await Store.Bindings.AddAsync(Samples.Binding($"c{i}"), Token);
            await Store.Participants.AddAsync(Samples.Participant($"p{i}"), Token);
        }

        var deleting = Task.Run(() => Replica(1).Rooms.DeleteAsync(Samples.RoomId, Token), Token);
        for (var isThere = true; isThere;)
        {
            var context = await replicas[^1].Rooms.LoadContextAsync(Samples.RoomId, Token);
            isThere = context is not null;
            if (context is not null) Assert.Equal((20, 20), (context.Bindings.Count, context.Participants.Count));
            if (deleting.IsCompleted) await deleting;
        }

        Assert.True(await deleting);
    }

    private async Task OpenAsync()
    {
        replicas = await OpenReplicasAsync(Replicas);
        await CreateRoomAsync();
    }

    private IConversationStore Replica(int caller) => replicas[caller % Replicas];

    private static async Task<bool> WinsAsync<TLost>(Task write)
        where TLost : ConversationStoreException
    {
        try
        {
            await write;
            return true;
        }
        catch (TLost)
        {
            return false;
        }
    }
}

using Xunit;

namespace Conversations.Conformance;

/// <summary>Importing events under the indices they carry.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventImportConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Import_keeps_the_index_as_given()
    {
        await CreateRoomAsync();
        var given = Samples.FullEvent("e") with { Index = 41 };

        var result = await ImportAsync(given);

        Assert.Equal(new AddEventResult(AddEventOutcome.Committed, given), result);
        Assert.Equal(given, await Store.Events.GetAsync("e", Token));
        Assert.Equal([given], await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), cancellationToken: Token));
    }

    [Fact]
    public async Task Import_moves_the_next_index_past_it()
    {
        await CreateRoomAsync();
        await ImportAsync(Samples.Event("e41") with { Index = 41 });

        Assert.Equal(41, (await RoomAsync()).LatestIndex);
        Assert.Equal(42, (await AddAsync(Samples.Event("next"))).Index);
    }

    [Fact]
    public async Task Import_into_a_gap_does_not_move_the_next_index_back()
    {
        await CreateRoomAsync();
        await ImportAsync(Samples.Event("e10") with { Index = 10 });

        await ImportAsync(Samples.Event("e3") with { Index = 3 });

        Assert.Equal(10, (await RoomAsync()).LatestIndex);
        Assert.Equal(11, (await AddAsync(Samples.Event("next"))).Index);
        Assert.Equal(["e3", "e10", "next"], await EventIdsAsync());
    }

    [Fact]
    public async Task Import_of_the_largest_index_is_exact_and_leaves_room_for_more_events()
    {
        await CreateRoomAsync();
        const long index = 1L << 52;

        await ImportAsync(Samples.Event("e") with { Index = index });

        Assert.Equal(index, (await Store.Events.GetAsync(Samples.RoomId, "e", Token))?.Index);
        Assert.Equal(index + 1, (await AddAsync(Samples.Event("next"))).Index);
        Assert.Equal(["next"], Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.After(index), cancellationToken: Token)));
        Assert.Equal(["e"], Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.Before(index + 1), cancellationToken: Token)));
        Assert.Empty(await Store.Events.TimelineAsync(Samples.RoomId, afterIndex: index + 1, cancellationToken: Token));
    }

    [Fact]
    public async Task Import_raises_event_count_and_last_activity_to_when_its_events_were_made()
    {
        await CreateRoomAsync();

        await ImportAsync(Samples.Event("a") with { Index = 5, CreatedAt = Samples.Instant.AddDays(1) });
        await ImportAsync(Samples.Event("b") with { Index = 2 });

        var room = await RoomAsync();
        Assert.Equal((2L, 5L, Samples.Instant.AddDays(1), 1L), (room.EventCount, room.LatestIndex, room.Timers.LastActivityAt, room.Version));
        Assert.Equal(2, await Store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Import_of_the_same_event_again_is_a_duplicate_without_effect()
    {
        await CreateRoomAsync();
        var first = await ImportAsync(Samples.Event("e") with { Index = 5, IdempotencyKey = "key" });
        var before = await RoomAsync();

        var again = await ImportAsync(Samples.Event("e") with { Index = 5, IdempotencyKey = "key" });

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, first.Event), again);
        Assert.Equal(before, await RoomAsync());
    }

    [Fact]
    public async Task Import_of_an_event_that_was_added_at_that_index_is_a_duplicate()
    {
        var stored = (await RoomWithEventsAsync("e0", "e1"))[1];

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, stored), await ImportAsync(Samples.Event("e1") with { Index = 1 }));
    }

    [Fact]
    public async Task Import_of_a_known_id_at_another_index_is_a_conflict()
    {
        await RoomWithEventsAsync("e0", "e1");

        await AssertConflictAsync(Samples.Event("e1") with { Index = 7 });
        await AssertConflictAsync(Samples.Event("e1") with { Index = 0 });
    }

    [Fact]
    public async Task Import_of_another_id_at_an_index_in_use_is_a_conflict()
    {
        await RoomWithEventsAsync("e0", "e1");

        await AssertConflictAsync(Samples.Event("new") with { Index = 1, IdempotencyKey = "key" });

        Assert.Null(await Store.Events.GetAsync("new", Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "key", Token));
    }

    [Fact]
    public async Task Import_under_a_key_of_another_event_is_a_conflict()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" });

        await AssertConflictAsync(Samples.Event("new") with { Index = 7, IdempotencyKey = "key" });
    }

    [Fact]
    public async Task Import_under_a_key_claimed_for_other_work_is_a_conflict()
    {
        await CreateRoomAsync();
        await Store.Idempotency.ClaimAsync(Samples.RoomId, "key", cancellationToken: Token);

        await AssertConflictAsync(Samples.Event("new") with { Index = 7, IdempotencyKey = "key" });
    }

    [Fact]
    public async Task Import_decides_by_the_id_then_by_the_index_then_by_the_key()
    {
        var stored = (await RoomWithEventsAsync("e0", "e1"))[1];
        await Store.Idempotency.ClaimAsync(Samples.RoomId, "claimed", cancellationToken: Token);

        var same = await ImportAsync(stored with { IdempotencyKey = "claimed" });
        var elsewhere = await Assert.ThrowsAsync<RecordConflictException>(() => ImportAsync(stored with { Index = 0, IdempotencyKey = "claimed" }));
        var inUse = await Assert.ThrowsAsync<RecordConflictException>(() => ImportAsync(Samples.Event("new") with { Index = 0, IdempotencyKey = "claimed" }));
        var claimed = await Assert.ThrowsAsync<RecordConflictException>(() => ImportAsync(Samples.Event("new") with { Index = 7, IdempotencyKey = "claimed" }));

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, stored), same);
        Assert.Equal((RecordKinds.Event, "e1"), (elsewhere.Kind, elsewhere.Id));
        Assert.Equal((RecordKinds.Event, "new"), (inUse.Kind, inUse.Id));
        Assert.Equal((RecordKinds.IdempotencyKey, "claimed"), (claimed.Kind, claimed.Id));
    }

    [Fact]
    public async Task Import_at_the_index_of_a_deleted_event_is_taken()
    {
        await RoomWithEventsAsync("e0", "e1");
        await Store.Events.DeleteAsync(Samples.RoomId, "e0", cancellationToken: Token);

        Assert.Equal(AddEventOutcome.Committed, (await ImportAsync(Samples.Event("new") with { Index = 0 })).Outcome);

        Assert.Equal(["new", "e1"], await EventIdsAsync());
        Assert.Equal(2, (await AddAsync(Samples.Event("next"))).Index);
    }

    [Fact]
    public async Task Import_claims_its_key()
    {
        await CreateRoomAsync();
        var imported = (await ImportAsync(Samples.Event("e") with { Index = 5, IdempotencyKey = "key" })).Event;

        Assert.Equal(imported, await Store.Idempotency.GetEventAsync(Samples.RoomId, "key", Token));
        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, imported), await Store.Events.AddAsync(Samples.Event("x") with { IdempotencyKey = "key" }, cancellationToken: Token));
    }

    [Fact]
    public async Task Import_into_an_unknown_room_is_not_found()
    {
        await Assert.ThrowsAsync<RecordNotFoundException>(() => ImportAsync(Samples.Event("e") with { Index = 0 }));

        Assert.Null(await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Import_is_taken_by_a_closed_room()
    {
        await CreateRoomAsync(change: room => room with { Status = RoomStatus.Archived });

        Assert.Equal(AddEventOutcome.Committed, (await ImportAsync(Samples.Event("e") with { Index = 0 })).Outcome);
    }

    [Fact]
    public async Task Imported_replies_are_in_their_thread()
    {
        await CreateRoomAsync();
        await ImportAsync(Samples.Reply("late", "root") with { Index = 9, CreatedAt = Samples.Instant.AddSeconds(9) });
        await ImportAsync(Samples.Reply("early", "root") with { Index = 4, CreatedAt = Samples.Instant.AddSeconds(99) });
        await ImportAsync(Samples.Event("root") with { Index = 1 });

        var summary = Assert.Single(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["root"], Token));
        Assert.Equal(new ThreadSummary { RootEventId = "root", ReplyCount = 2, LastReplyAt = Samples.Instant.AddSeconds(9) }, summary);
        Assert.Equal(["root", "early", "late"], await Store.Events.DeleteAsync(Samples.RoomId, "root", cancellationToken: Token));
    }

    private Task<AddEventResult> ImportAsync(RoomEvent roomEvent) => Store.Events.ImportAsync(roomEvent, Token);

    private async Task AssertConflictAsync(RoomEvent roomEvent)
    {
        var before = (await RoomAsync(), await EventIdsAsync());

        var error = await Assert.ThrowsAsync<RecordConflictException>(() => ImportAsync(roomEvent));

        Assert.Equal(ConversationStoreErrorCodes.Conflict, error.Code);
        Assert.Equal(before.Item1, await RoomAsync());
        Assert.Equal(before.Item2, await EventIdsAsync());
    }
}

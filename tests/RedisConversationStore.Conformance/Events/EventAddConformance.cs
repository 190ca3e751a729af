using Xunit;

namespace Conversations.Conformance;

/// <summary>Adding events one at a time.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventAddConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Add_answers_committed_with_the_event_as_stored()
    {
        await CreateRoomAsync();

        var result = await Store.Events.AddAsync(Samples.FullEvent("e"), cancellationToken: Token);

        Assert.Equal(new AddEventResult(AddEventOutcome.Committed, Samples.FullEvent("e") with { Index = 0 }), result);
        Assert.False(result.IsDuplicate);
        Assert.Equal(result.Event, await Store.Events.GetAsync(Samples.RoomId, "e", Token));
    }

    [Fact]
    public async Task Add_assigns_dense_indices_from_zero_in_each_room()
    {
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("x", "other"));

        var events = await RoomWithEventsAsync("e0", "e1", "e2");

        Assert.Equal([0, 1, 2], events.Select(roomEvent => roomEvent.Index));
    }

    [Fact]
    public async Task Add_ignores_a_given_index()
    {
        await CreateRoomAsync();

        Assert.Equal(0, (await AddAsync(Samples.Event("e0") with { Index = 7 })).Index);
        Assert.Equal(1, (await AddAsync(Samples.Event("e1") with { Index = 0 })).Index);
        Assert.Equal(1, (await RoomAsync()).LatestIndex);
    }

    [Fact]
    public async Task Add_raises_event_count_latest_index_and_last_activity()
    {
        await CreateRoomAsync();

        await AddAsync(Samples.Event("e0"));
        await AddAsync(Samples.Event("e1") with { CreatedAt = Samples.Instant.AddSeconds(1) });

        var room = await RoomAsync();
        Assert.Equal((2L, 1L), (room.EventCount, room.LatestIndex));
        AssertIsNow(room.Timers.LastActivityAt);
    }

    [Fact]
    public async Task Add_cuts_created_at_to_microseconds_in_utc()
    {
        await CreateRoomAsync();
        var given = Samples.Instant.AddTicks(9).ToOffset(TimeSpan.FromHours(-7));

        var stored = await AddAsync(Samples.Event("e") with { CreatedAt = given });

        Assert.True(stored.CreatedAt.EqualsExact(Samples.Instant), $"{stored.CreatedAt:O}");
        Assert.True((await Store.Events.GetAsync(Samples.RoomId, "e", Token))!.CreatedAt.EqualsExact(Samples.Instant));
    }

    [Fact]
    public async Task Add_to_an_unknown_room_is_not_found_and_leaves_nothing()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Events.AddAsync(Samples.Event("e") with { IdempotencyKey = "key" }, cancellationToken: Token));

        Assert.Equal((ConversationStoreErrorCodes.NotFound, RecordKinds.Room, Samples.RoomId), (error.Code, error.Kind, error.Id));
        Assert.Null(await Store.Events.GetAsync("e", Token));
        await CreateRoomAsync();
        Assert.Equal(0, (await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" })).Index);
    }

    [Fact]
    public async Task Add_of_the_same_id_again_is_a_duplicate_without_effect()
    {
        var stored = (await RoomWithEventsAsync("e"))[0];
        var before = await RoomAsync();

        var again = await Store.Events.AddAsync(Samples.Event("e") with { Content = new TextContent { Body = "Other" }, CreatedAt = Samples.Instant.AddDays(1) }, cancellationToken: Token);

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, stored), again);
        Assert.True(again.IsDuplicate);
        Assert.Equal(before, await RoomAsync());
        Assert.Equal(["e"], await EventIdsAsync());
    }

    [Fact]
    public async Task Add_of_the_same_key_under_another_id_is_a_duplicate_of_the_first()
    {
        await CreateRoomAsync();
        var stored = await AddAsync(Samples.Event("first") with { IdempotencyKey = "key" });
        var before = await RoomAsync();

        var again = await Store.Events.AddAsync(Samples.Event("second") with { IdempotencyKey = "key" }, cancellationToken: Token);

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, stored), again);
        Assert.Equal(before, await RoomAsync());
        Assert.Null(await Store.Events.GetAsync("second", Token));
        Assert.Null(await Store.Events.GetAsync(Samples.RoomId, "second", Token));
    }

    [Fact]
    public async Task Duplicate_is_decided_by_the_key_before_the_id()
    {
        await CreateRoomAsync();
        var byKey = await AddAsync(Samples.Event("a") with { IdempotencyKey = "key" });
        await AddAsync(Samples.Event("b"));

        var result = await Store.Events.AddAsync(Samples.Event("b") with { IdempotencyKey = "key" }, cancellationToken: Token);

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, byKey), result);
    }

    [Fact]
    public async Task Duplicate_answers_with_the_event_as_it_is_now()
    {
        await CreateRoomAsync();
        var stored = await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" });
        var updated = await Store.Events.UpdateAsync(stored with { Status = EventStatus.Read }, Token);

        Assert.Equal(updated, (await Store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token)).Event);
        Assert.Equal(updated, (await Store.Events.AddAsync(Samples.Event("x") with { IdempotencyKey = "key" }, cancellationToken: Token)).Event);
    }

    [Fact]
    public async Task Duplicate_by_id_claims_no_key()
    {
        await RoomWithEventsAsync("e");

        var again = await Store.Events.AddAsync(Samples.Event("e") with { IdempotencyKey = "late key" }, cancellationToken: Token);

        Assert.True(again.IsDuplicate);
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "late key", Token));
        Assert.Null(await Store.Idempotency.GetEventAsync(Samples.RoomId, "late key", Token));
    }

    [Fact]
    public async Task Add_under_a_key_claimed_for_other_work_is_a_conflict_and_stores_nothing()
    {
        var before = await CreateRoomAsync();
        await Store.Idempotency.ClaimAsync(Samples.RoomId, "key", cancellationToken: Token);

        var error = await Assert.ThrowsAsync<RecordConflictException>(() => Store.Events.AddAsync(Samples.Event("e") with { IdempotencyKey = "key" }, cancellationToken: Token));

        Assert.Equal((ConversationStoreErrorCodes.Conflict, RecordKinds.IdempotencyKey, "key"), (error.Code, error.Kind, error.Id));
        Assert.Equal(before, await RoomAsync());
        Assert.Null(await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Add_of_a_known_id_under_a_key_claimed_for_other_work_is_a_conflict()
    {
        await RoomWithEventsAsync("e");
        await Store.Idempotency.ClaimAsync(Samples.RoomId, "key", cancellationToken: Token);

        var error = await Assert.ThrowsAsync<RecordConflictException>(() => Store.Events.AddAsync(Samples.Event("e") with { IdempotencyKey = "key" }, cancellationToken: Token));

        Assert.Equal((RecordKinds.IdempotencyKey, "key"), (error.Kind, error.Id));
        Assert.Equal(["e"], await EventIdsAsync());
    }

    [Fact]
    public async Task Same_ids_and_keys_in_two_rooms_are_two_events()
    {
        await CreateRoomAsync("a");
        await CreateRoomAsync("b");

        var inA = await AddAsync(Samples.Event("e", "a") with { IdempotencyKey = "key" });
        var inB = await AddAsync(Samples.Event("e", "b") with { IdempotencyKey = "key" });

        Assert.Equal(inA, await Store.Events.GetAsync("a", "e", Token));
        Assert.Equal(inB, await Store.Events.GetAsync("b", "e", Token));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("archived")]
    public async Task Add_that_asks_for_it_is_refused_by_a_closed_room(string status)
    {
        var room = await CreateRoomAsync(change: room => room with { Status = new(status) });

        var error = await Assert.ThrowsAsync<RoomClosedException>(() =>
            Store.Events.AddAsync(Samples.Event("e") with { IdempotencyKey = "key" }, new() { RefuseWhenClosed = true }, Token));

        Assert.Equal((ConversationStoreErrorCodes.RoomClosed, Samples.RoomId), (error.Code, error.RoomId));
        Assert.Equal(room, await RoomAsync());
        Assert.Null(await Store.Events.GetAsync("e", Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "key", Token));
    }

    [Theory]
    [InlineData("active")]
    [InlineData("paused")]
    [InlineData("from_the_future")]
    public async Task Add_that_asks_for_it_is_taken_by_a_room_that_is_not_closed(string status)
    {
        await CreateRoomAsync(change: room => room with { Status = new(status) });

        var result = await Store.Events.AddAsync(Samples.Event("e"), new() { RefuseWhenClosed = true }, Token);

        Assert.Equal(AddEventOutcome.Committed, result.Outcome);
    }

    [Fact]
    public async Task Add_that_does_not_ask_is_taken_by_a_closed_room()
    {
        await CreateRoomAsync(change: room => room with { Status = RoomStatus.Archived });

        Assert.Equal(0, (await AddAsync(Samples.Event("e"))).Index);
    }

    [Fact]
    public async Task Add_again_after_the_room_was_closed_is_still_a_duplicate()
    {
        var stored = (await RoomWithEventsAsync("e"))[0];
        await Store.Rooms.UpdateAsync(Samples.Room() with { Status = RoomStatus.Closed }, Token);

        var retried = await Store.Events.AddAsync(Samples.Event("e"), new() { RefuseWhenClosed = true }, Token);
        var retriedAmongMany = await Store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("e")], new() { RefuseWhenClosed = true }, Token);

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, stored), retried);
        Assert.Equal([retried], retriedAmongMany);
    }

    [Fact]
    public async Task Add_follows_the_status_of_the_room_as_it_is_now()
    {
        var room = await CreateRoomAsync();
        await Store.Rooms.UpdateAsync(room with { Status = RoomStatus.Closed }, Token);
        await Assert.ThrowsAsync<RoomClosedException>(() => Store.Events.AddAsync(Samples.Event("e"), new() { RefuseWhenClosed = true }, Token));

        await Store.Rooms.UpdateAsync(room, Token);

        Assert.False((await Store.Events.AddAsync(Samples.Event("e"), new() { RefuseWhenClosed = true }, Token)).IsDuplicate);
    }

    [Fact]
    public async Task Event_without_an_id_gets_a_random_one_of_32_hexadecimal_digits()
    {
        await CreateRoomAsync();
        RoomEvent roomEvent = new() { RoomId = Samples.RoomId, Source = Samples.Event("e").Source, Content = Samples.Event("e").Content };

        var stored = await AddAsync(roomEvent);

        Assert.Matches("^[0-9a-f]{32}$", stored.Id);
        Assert.Equal(stored, await Store.Events.GetAsync(roomEvent.Id, Token));
    }
}

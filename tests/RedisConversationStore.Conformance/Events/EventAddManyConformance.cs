using Xunit;

namespace Conversations.Conformance;

/// <summary>Adding many events in one call.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventAddManyConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task AddMany_assigns_contiguous_indices_in_the_order_given()
    {
        await RoomWithEventsAsync("before");

        var results = await AddManyAsync(Samples.FullEvent("z"), Samples.Event("a"), Samples.Event("m"));

        RoomEvent[] expected = [Samples.FullEvent("z") with { Index = 1 }, Samples.Event("a") with { Index = 2 }, Samples.Event("m") with { Index = 3 }];
        Assert.Equal(expected.Select(roomEvent => new AddEventResult(AddEventOutcome.Committed, roomEvent)), results);
        Assert.Equal(expected, await Store.Events.ListAsync(Samples.RoomId, EventPage.After(0), cancellationToken: Token));
    }

    [Fact]
    public async Task AddMany_raises_the_counters_once_per_event_and_last_activity_to_now()
    {
        await CreateRoomAsync();

        await AddManyAsync(Samples.Event("a"), Samples.Event("b") with { CreatedAt = Samples.Instant.AddDays(1) }, Samples.Event("c"));

        var room = await RoomAsync();
        Assert.Equal((3L, 2L), (room.EventCount, room.LatestIndex));
        AssertIsNow(room.Timers.LastActivityAt);
        Assert.Equal(3, await Store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task AddMany_tells_duplicates_of_earlier_events_from_new_ones()
    {
        await CreateRoomAsync();
        var byId = await AddAsync(Samples.Event("old"));
        var byKey = await AddAsync(Samples.Event("old with key") with { IdempotencyKey = "key" });

        var results = await AddManyAsync(Samples.Event("new 1"), Samples.Event("old"), Samples.Event("other id") with { IdempotencyKey = "key" }, Samples.Event("new 2"));

        Assert.Equal(
            [
                new(AddEventOutcome.Committed, Samples.Event("new 1") with { Index = 2 }),
                new(AddEventOutcome.Duplicate, byId),
                new(AddEventOutcome.Duplicate, byKey),
                new(AddEventOutcome.Committed, Samples.Event("new 2") with { Index = 3 }),
            ],
            results);
        Assert.Equal(["old", "old with key", "new 1", "new 2"], await EventIdsAsync());
        Assert.Equal(4, (await RoomAsync()).EventCount);
    }

    [Fact]
    public async Task AddMany_takes_an_event_that_repeats_an_earlier_one_of_the_call_as_its_duplicate()
    {
        await CreateRoomAsync();
        var withKey = Samples.Event("a") with { IdempotencyKey = "key" };

        var results = await AddManyAsync(withKey, withKey with { Status = EventStatus.Read }, Samples.Event("b") with { IdempotencyKey = "key" }, Samples.Event("c"), Samples.Event("c"));

        var (a, c) = (withKey with { Index = 0 }, Samples.Event("c") with { Index = 1 });
        Assert.Equal(
            [
                new(AddEventOutcome.Committed, a),
                new(AddEventOutcome.Duplicate, a),
                new(AddEventOutcome.Duplicate, a),
                new(AddEventOutcome.Committed, c),
                new(AddEventOutcome.Duplicate, c),
            ],
            results);
        Assert.Equal(["a", "c"], await EventIdsAsync());
        Assert.Equal(2, (await RoomAsync()).EventCount);
    }

    [Fact]
    public async Task AddMany_again_is_all_duplicates_without_effect()
    {
        await CreateRoomAsync();
        RoomEvent[] events = [Samples.Event("a"), Samples.Event("b") with { IdempotencyKey = "key" }];
        var first = await AddManyAsync(events);
        var before = await RoomAsync();

        var again = await AddManyAsync(events);

        Assert.All(again, result => Assert.True(result.IsDuplicate));
        Assert.Equal(first.Select(result => result.Event), again.Select(result => result.Event));
        Assert.Equal(before, await RoomAsync());
    }

    [Fact]
    public async Task AddMany_claims_the_keys_of_all_its_events()
    {
        await CreateRoomAsync();

        await AddManyAsync(Samples.Event("a") with { IdempotencyKey = "key a" }, Samples.Event("b") with { IdempotencyKey = "key b" });

        Assert.Equal("a", (await Store.Idempotency.GetEventAsync(Samples.RoomId, "key a", Token))?.Id);
        Assert.Equal("b", (await Store.Idempotency.GetEventAsync(Samples.RoomId, "key b", Token))?.Id);
        Assert.False(await Store.Idempotency.ClaimAsync(Samples.RoomId, "key b", cancellationToken: Token));
    }

    [Fact]
    public async Task AddMany_with_a_key_claimed_for_other_work_is_a_conflict_and_stores_nothing_at_all()
    {
        var before = await CreateRoomAsync();
        await Store.Idempotency.ClaimAsync(Samples.RoomId, "claimed", cancellationToken: Token);

        await Assert.ThrowsAsync<RecordConflictException>(() => AddManyAsync(
            Samples.Event("a") with { IdempotencyKey = "key" },
            Samples.Event("b") with { IdempotencyKey = "claimed" },
            Samples.Event("c")));

        Assert.Equal(before, await RoomAsync());
        Assert.Empty(await EventIdsAsync());
        Assert.Null(await Store.Events.GetAsync("a", Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "key", Token));
    }

    [Fact]
    public async Task AddMany_to_an_unknown_room_is_not_found()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => AddManyAsync(Samples.Event("a"), Samples.Event("b")));

        Assert.Equal((RecordKinds.Room, Samples.RoomId), (error.Kind, error.Id));
        Assert.Null(await Store.Events.GetAsync("a", Token));
    }

    [Fact]
    public async Task AddMany_that_asks_for_it_is_refused_as_a_whole_by_a_closed_room()
    {
        var room = await CreateRoomAsync(change: room => room with { Status = RoomStatus.Closed });

        await Assert.ThrowsAsync<RoomClosedException>(() =>
            Store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("a"), Samples.Event("b")], new() { RefuseWhenClosed = true }, Token));

        Assert.Equal(room, await RoomAsync());
        Assert.Empty(await EventIdsAsync());
    }

    [Fact]
    public async Task AddMany_takes_as_many_events_as_are_allowed()
    {
        await CreateRoomAsync();
        var events = Enumerable.Range(0, EventLimits.MaxEventsPerAdd).Select(i => Samples.Event($"e{i}") with { IdempotencyKey = $"k{i}" }).ToArray();

        var results = await AddManyAsync(events);

        Assert.Equal(Enumerable.Range(0, events.Length).Select(i => (long?)i), results.Select(result => result.Event.Index));
        Assert.Equal(Ids(events), await EventIdsAsync());
    }

    [Fact]
    public async Task AddMany_keeps_threads_as_single_adds_do()
    {
        await CreateRoomAsync();

        await AddManyAsync(Samples.Event("root"), Samples.Reply("r1", "root"), Samples.Reply("r2", "root"));

        var summary = Assert.Single(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["root"], Token));
        Assert.Equal(2, summary.ReplyCount);
    }

    private Task<IReadOnlyList<AddEventResult>> AddManyAsync(params RoomEvent[] events) =>
        Store.Events.AddManyAsync(Samples.RoomId, events, cancellationToken: Token);
}

using Xunit;

namespace Conversations.Conformance;

/// <summary>Idempotency keys: of events, and of other work.</summary>
/// <param name="fixture">The backend.</param>
public abstract class IdempotencyConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task IsSeen_is_a_pure_read()
    {
        await CreateRoomAsync();

        Assert.False(await IsSeenAsync("key"));
        Assert.False(await IsSeenAsync("key"));
        Assert.True(await ClaimAsync("key"));
        Assert.True(await IsSeenAsync("key"));
        Assert.True(await IsSeenAsync("key"));
    }

    [Fact]
    public async Task Claim_is_true_once_until_released()
    {
        await CreateRoomAsync();

        Assert.True(await ClaimAsync("key"));
        Assert.False(await ClaimAsync("key"));

        Assert.True(await ReleaseAsync("key"));
        Assert.False(await IsSeenAsync("key"));
        Assert.True(await ClaimAsync("key"));
    }

    [Fact]
    public async Task Claim_of_the_key_of_an_event_is_false()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" });

        Assert.False(await ClaimAsync("key"));
        Assert.Equal("e", (await GetEventAsync("key"))?.Id);
    }

    [Fact]
    public async Task Claim_in_an_unknown_room_is_not_found_and_the_other_operations_see_nothing()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => ClaimAsync("key"));

        Assert.Equal((RecordKinds.Room, Samples.RoomId), (error.Kind, error.Id));
        Assert.False(await IsSeenAsync("key"));
        Assert.False(await ReleaseAsync("key"));
        Assert.Null(await GetEventAsync("key"));
    }

    [Fact]
    public async Task Release_of_a_key_that_nobody_has_is_false()
    {
        await CreateRoomAsync();

        Assert.False(await ReleaseAsync("key"));
        await ClaimAsync("key");
        Assert.True(await ReleaseAsync("key"));
        Assert.False(await ReleaseAsync("key"));
    }

    [Fact]
    public async Task Keys_of_one_room_are_none_of_another()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");

        await ClaimAsync("key");

        Assert.False(await Store.Idempotency.IsSeenAsync("other", "key", Token));
        Assert.False(await Store.Idempotency.ReleaseAsync("other", "key", Token));
        Assert.True(await Store.Idempotency.ClaimAsync("other", "key", cancellationToken: Token));
        Assert.True(await IsSeenAsync("key"));
    }

    [Fact]
    public async Task Event_and_key_are_there_together()
    {
        await CreateRoomAsync();

        var stored = await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" });

        Assert.True(await IsSeenAsync("key"));
        Assert.Equal(stored, await GetEventAsync("key"));
    }

    [Fact]
    public async Task GetEvent_is_null_for_unknown_keys_and_keys_claimed_for_other_work()
    {
        await CreateRoomAsync();
        await ClaimAsync("claimed");

        Assert.Null(await GetEventAsync("unknown"));
        Assert.Null(await GetEventAsync("claimed"));
    }

    [Fact]
    public async Task GetEvent_answers_with_the_event_as_it_is_now()
    {
        await CreateRoomAsync();
        var stored = await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" });

        var updated = await Store.Events.UpdateAsync(stored with { Status = EventStatus.Read }, Token);

        Assert.Equal(updated, await GetEventAsync("key"));
    }

    [Fact]
    public async Task Release_of_the_key_of_an_event_leaves_the_event()
    {
        await CreateRoomAsync();
        var stored = await AddAsync(Samples.Event("first") with { IdempotencyKey = "key" });

        Assert.True(await ReleaseAsync("key"));

        Assert.Null(await GetEventAsync("key"));
        Assert.Equal(stored, await Store.Events.GetAsync("first", Token));
        await AddAsync(Samples.Event("second") with { IdempotencyKey = "key" });
        Assert.Equal("second", (await GetEventAsync("key"))?.Id);
    }

    [Fact]
    public async Task Event_whose_key_was_released_is_still_a_duplicate_by_its_id()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" });
        await ReleaseAsync("key");

        var again = await Store.Events.AddAsync(Samples.Event("e") with { IdempotencyKey = "key" }, cancellationToken: Token);

        Assert.True(again.IsDuplicate);
        Assert.False(await IsSeenAsync("key"));
    }

    [Fact]
    public async Task Key_of_the_same_name_as_an_event_id_is_another_thing()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("e"));

        Assert.False(await IsSeenAsync("e"));
        Assert.True(await ClaimAsync("e"));
        Assert.True(await ReleaseAsync("e"));
        Assert.NotNull(await Store.Events.GetAsync(Samples.RoomId, "e", Token));
    }

    [Fact]
    public async Task Claim_expires_after_its_own_time_to_live()
    {
        await CreateRoomAsync();
        await ClaimAsync("long", Long);
        await ClaimAsync("short", Short);

        await EventuallyGoneAsync(Store, "short");

        Assert.True(await IsSeenAsync("long"));
        Assert.False(await ReleaseAsync("short"));
        Assert.True(await ClaimAsync("short"));
    }

    [Fact]
    public async Task Key_of_an_event_expires_after_the_time_to_live_of_the_write()
    {
        await CreateRoomAsync();
        await Store.Events.AddAsync(Samples.Event("long") with { IdempotencyKey = "long" }, new() { IdempotencyTimeToLive = Long }, Token);
        var stored = (await Store.Events.AddAsync(Samples.Event("short") with { IdempotencyKey = "short" }, new() { IdempotencyTimeToLive = Short }, Token)).Event;

        await EventuallyGoneAsync(Store, "short");

        Assert.Equal("long", (await GetEventAsync("long"))?.Id);
        Assert.Null(await GetEventAsync("short"));
        Assert.Equal(stored, await Store.Events.GetAsync("short", Token));
        Assert.Equal(1, (await RoomAsync()).LatestIndex);
    }

    [Fact]
    public async Task Keys_of_many_events_expire_after_the_time_to_live_of_the_write()
    {
        await CreateRoomAsync();
        await Store.Events.AddManyAsync(
            Samples.RoomId,
            [Samples.Event("a") with { IdempotencyKey = "a" }, Samples.Event("b") with { IdempotencyKey = "b" }],
            new() { IdempotencyTimeToLive = Short },
            Token);

        await EventuallyGoneAsync(Store, "a");
        await EventuallyGoneAsync(Store, "b");

        Assert.Equal(["a", "b"], await EventIdsAsync());
    }

    [Fact]
    public async Task Keys_expire_after_the_time_to_live_of_the_store_unless_a_write_says_otherwise()
    {
        var store = await OpenAsync(new() { IdempotencyTimeToLive = Short });
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Idempotency.ClaimAsync(Samples.RoomId, "claimed for long", Long, Token);
        await store.Events.AddAsync(Samples.Event("long") with { IdempotencyKey = "added for long" }, new() { IdempotencyTimeToLive = Long }, Token);
        await store.Idempotency.ClaimAsync(Samples.RoomId, "claimed", cancellationToken: Token);
        await store.Events.AddAsync(Samples.Event("added") with { IdempotencyKey = "added" }, cancellationToken: Token);
        await store.Events.ImportAsync(Samples.Event("imported") with { Index = 7, IdempotencyKey = "imported" }, Token);

        foreach (var key in new[] { "claimed", "added", "imported" }) await EventuallyGoneAsync(store, key);

        Assert.True(await store.Idempotency.IsSeenAsync(Samples.RoomId, "claimed for long", Token));
        Assert.True(await store.Idempotency.IsSeenAsync(Samples.RoomId, "added for long", Token));
    }

    [Fact]
    public async Task Event_under_an_expired_key_is_a_new_event()
    {
        await CreateRoomAsync();
        await Store.Events.AddAsync(Samples.Event("first") with { IdempotencyKey = "key" }, new() { IdempotencyTimeToLive = Short }, Token);
        await EventuallyGoneAsync(Store, "key");

        var second = await AddAsync(Samples.Event("second") with { IdempotencyKey = "key" });

        Assert.Equal(1, second.Index);
        Assert.Equal(second, await GetEventAsync("key"));
        await Store.Events.DeleteAsync(Samples.RoomId, "first", cancellationToken: Token);
        Assert.Equal(second, await GetEventAsync("key"));
    }

    [Fact]
    public async Task Event_with_an_expired_key_is_still_a_duplicate_by_its_id()
    {
        await CreateRoomAsync();
        var roomEvent = Samples.Event("e") with { IdempotencyKey = "key" };
        var first = await Store.Events.AddAsync(roomEvent, new() { IdempotencyTimeToLive = Short }, Token);
        await EventuallyGoneAsync(Store, "key");

        Assert.Equal(new AddEventResult(AddEventOutcome.Duplicate, first.Event), await Store.Events.AddAsync(roomEvent, cancellationToken: Token));
    }

    [Fact]
    public async Task Event_under_an_expired_claim_is_no_conflict()
    {
        await CreateRoomAsync();
        await ClaimAsync("key", Short);
        await EventuallyGoneAsync(Store, "key");

        Assert.Equal(0, (await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" })).Index);
    }

    [Fact]
    public async Task Longest_and_shortest_time_to_live_are_taken()
    {
        await CreateRoomAsync();

        Assert.True(await ClaimAsync("longest", TimeSpan.FromDays(366)));
        Assert.True(await ClaimAsync("shortest", TimeSpan.FromMilliseconds(1)));

        await EventuallyGoneAsync(Store, "shortest");
        Assert.True(await IsSeenAsync("longest"));
    }

    private Task<bool> IsSeenAsync(string key) => Store.Idempotency.IsSeenAsync(Samples.RoomId, key, Token);

    private Task<bool> ClaimAsync(string key, TimeSpan? timeToLive = null) => Store.Idempotency.ClaimAsync(Samples.RoomId, key, timeToLive, Token);

    private Task<bool> ReleaseAsync(string key) => Store.Idempotency.ReleaseAsync(Samples.RoomId, key, Token);

    private Task<RoomEvent?> GetEventAsync(string key) => Store.Idempotency.GetEventAsync(Samples.RoomId, key, Token);

    private static Task EventuallyGoneAsync(IConversationStore store, string key) =>
        EventuallyAsync($"the key '{key}' has expired", async () => !await store.Idempotency.IsSeenAsync(Samples.RoomId, key, Token));
}

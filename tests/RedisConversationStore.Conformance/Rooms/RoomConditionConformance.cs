using Xunit;

namespace Conversations.Conformance;

/// <summary>Closing rooms, and deleting and closing them under conditions.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomConditionConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    /// <summary>The conditions, by name, with the last value that holds and the first that does not.</summary>
    private static readonly Dictionary<string, (Func<Facts, RoomConditions> Holding, Func<Facts, RoomConditions> Broken)> Conditions = new()
    {
        ["no activity since"] = (facts => new() { NoActivitySince = facts.Activity }, facts => new() { NoActivitySince = facts.Activity - Step }),
        ["version"] = (facts => new() { Version = facts.Room.Version }, facts => new() { Version = facts.Room.Version + 1 }),
        ["latest index"] = (facts => new() { LatestIndex = facts.Room.LatestIndex }, facts => new() { LatestIndex = facts.Room.LatestIndex - 1 }),
        ["epoch"] = (facts => new() { Epoch = facts.Epoch }, _ => new() { Epoch = "another-one" }),
    };

    /// <inheritdoc/>
    protected override StoreSettings Settings => new() { TimeProvider = Clock };

    /// <summary>The names of the conditions, for tests of each.</summary>
    public static TheoryData<string> Names => [.. Conditions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Delete_under_a_condition_that_holds_deletes_the_room(string condition)
    {
        var facts = await RoomWithEventAsync();

        Assert.True(await Store.Rooms.DeleteAsync(Samples.RoomId, Conditions[condition].Holding(facts), Token));

        Assert.False(await Store.Rooms.ExistsAsync(Samples.RoomId, Token));
        Assert.Null(await Store.Events.GetAsync("event", Token));
        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.False(await Store.Rooms.DeleteAsync(Samples.RoomId, Conditions[condition].Holding(facts), Token));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Delete_under_a_condition_that_does_not_hold_is_a_conflict_that_names_it_and_changes_nothing(string condition)
    {
        var facts = await RoomWithEventAsync();

        var error = await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, Conditions[condition].Broken(facts), Token));

        AssertNames(condition, error);
        await AssertUnchangedAsync(facts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Close_under_a_condition_that_holds_closes_the_room(string condition)
    {
        var facts = await RoomWithEventAsync();

        var closed = await Store.Rooms.CloseAsync(Samples.RoomId, Conditions[condition].Holding(facts), Token);

        Assert.Equal(RoomStatus.Closed, closed.Status);
        Assert.Equal(closed, await RoomAsync());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Close_under_a_condition_that_does_not_hold_is_a_conflict_that_names_it_and_changes_nothing(string condition)
    {
        var facts = await RoomWithEventAsync();

        var error = await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.CloseAsync(Samples.RoomId, Conditions[condition].Broken(facts), Token));

        AssertNames(condition, error);
        await AssertUnchangedAsync(facts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Close_of_a_closed_room_checks_its_conditions_too(string condition)
    {
        await RoomWithEventAsync();
        var closed = await Store.Rooms.CloseAsync(Samples.RoomId, cancellationToken: Token);
        var facts = await FactsAsync();

        AssertNames(condition, await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.CloseAsync(Samples.RoomId, Conditions[condition].Broken(facts), Token)));
        Assert.Equal(closed, await Store.Rooms.CloseAsync(Samples.RoomId, Conditions[condition].Holding(facts), Token));
    }

    [Fact]
    public async Task One_of_several_conditions_that_does_not_hold_is_a_conflict()
    {
        var facts = await RoomWithEventAsync();
        var holding = new RoomConditions { NoActivitySince = facts.Activity, Version = facts.Room.Version, LatestIndex = facts.Room.LatestIndex, Epoch = facts.Epoch };

        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, holding with { NoActivitySince = facts.Activity - Step }, Token));
        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, holding with { Version = facts.Room.Version + 1 }, Token));
        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, holding with { LatestIndex = -1 }, Token));
        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, holding with { Epoch = "another-one" }, Token));

        Assert.True(await Store.Rooms.DeleteAsync(Samples.RoomId, holding, Token));
    }

    [Fact]
    public async Task Delete_without_a_condition_set_deletes_the_room_and_an_unknown_room_is_no_conflict()
    {
        Assert.False(await Store.Rooms.DeleteAsync(Samples.RoomId, new RoomConditions { Version = 7, LatestIndex = 7, Epoch = "e", NoActivitySince = Samples.Instant }, Token));

        await CreateRoomAsync();

        Assert.True(await Store.Rooms.DeleteAsync(Samples.RoomId, RoomConditions.None, Token));
    }

    [Fact]
    public async Task Room_that_never_was_active_counts_from_its_creation()
    {
        var room = await CreateRoomAsync();

        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, new RoomConditions { NoActivitySince = room.CreatedAt - Step }, Token));

        Assert.True(await Store.Rooms.DeleteAsync(Samples.RoomId, new RoomConditions { NoActivitySince = room.CreatedAt, LatestIndex = -1 }, Token));
    }

    [Fact]
    public async Task Event_that_came_meanwhile_keeps_a_room_from_being_deleted_and_closed()
    {
        var facts = await RoomWithEventAsync();
        await EventuallyAsync("the clock went on", async () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Store.Events.AddAsync(Samples.Event($"later {Guid.NewGuid():N}") with { CreatedAt = DateTimeOffset.UtcNow }, cancellationToken: Token);
            return (await FactsAsync()).Activity > facts.Activity;
        });

        foreach (var conditions in new RoomConditions[] { new() { NoActivitySince = facts.Activity }, new() { LatestIndex = facts.Room.LatestIndex } })
        {
            await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, conditions, Token));
            await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.CloseAsync(Samples.RoomId, conditions, Token));
        }

        Assert.Equal(RoomStatus.Active, (await RoomAsync()).Status);
    }

    [Fact]
    public async Task Room_created_again_is_kept_by_the_epoch()
    {
        var facts = await RoomWithEventAsync();
        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);
        await CreateRoomAsync();

        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, new RoomConditions { Epoch = facts.Epoch }, Token));
        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.CloseAsync(Samples.RoomId, new() { Epoch = facts.Epoch }, Token));

        Assert.Equal(RoomStatus.Active, (await RoomAsync()).Status);
    }

    [Fact]
    public async Task Close_sets_status_closed_at_updated_at_and_version_and_nothing_else()
    {
        var open = await Store.Rooms.CreateAsync(Samples.FullRoom() with { Status = RoomStatus.Active, ClosedAt = null }, Token);

        var closed = await Store.Rooms.CloseAsync(Samples.RoomId, cancellationToken: Token);

        Assert.Equal(open with { Status = RoomStatus.Closed, ClosedAt = Clock.GetUtcNow(), UpdatedAt = Clock.GetUtcNow(), Version = 2 }, closed);
        Assert.Equal(closed, await RoomAsync());
        Assert.Equal([closed], await Store.Directory.FindAsync(new() { Status = RoomStatus.Closed }, cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindAsync(new() { Status = RoomStatus.Active }, cancellationToken: Token));
        await Assert.ThrowsAsync<RoomClosedException>(() => Store.Events.AddAsync(Samples.Event("late"), new() { RefuseWhenClosed = true }, Token));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("archived")]
    public async Task Close_of_a_closed_or_archived_room_changes_nothing(string status)
    {
        var room = await CreateRoomAsync(change: sample => sample with { Status = new(status), ClosedAt = Samples.Instant });
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(room, await Store.Rooms.CloseAsync(Samples.RoomId, cancellationToken: Token));
        Assert.Equal(room, await RoomAsync());
    }

    [Fact]
    public async Task Close_of_an_unknown_room_is_not_found()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Rooms.CloseAsync("unknown", new() { Version = 1 }, Token));

        Assert.Equal((RecordKinds.Room, "unknown"), (error.Kind, error.Id));
    }

    [Fact]
    public async Task Conditions_out_of_range_are_argument_errors()
    {
        await CreateRoomAsync();
        RoomConditions[] invalid = [new() { Version = 0 }, new() { LatestIndex = -2 }, new() { Epoch = "" }, new() { Epoch = "a b" }, new() { NoActivitySince = DateTimeOffset.MinValue }];

        foreach (var conditions in invalid)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, conditions, Token));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Rooms.CloseAsync(Samples.RoomId, conditions, Token));
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => Store.Rooms.DeleteAsync(Samples.RoomId, null!, Token));
        Assert.True(await Store.Rooms.ExistsAsync(Samples.RoomId, Token));
    }

    private async Task<Facts> RoomWithEventAsync()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("event"));
        return await FactsAsync();
    }

    private async Task<Facts> FactsAsync() =>
        new(await RoomAsync(), (await Store.Events.ContinueAsync(Samples.RoomId, limit: 1, cancellationToken: Token))!.Cursor.Epoch!);

    private async Task AssertUnchangedAsync(Facts facts)
    {
        Assert.Equal(facts, await FactsAsync());
        Assert.Equal(["event"], await EventIdsAsync());
        Assert.Equal([facts.Room], await Store.Directory.FindAsync(new() { Status = RoomStatus.Active }, cancellationToken: Token));
    }

    private static void AssertNames(string condition, RecordConflictException error)
    {
        Assert.Equal((RecordKinds.Room, Samples.RoomId), (error.Kind, error.Id));
        Assert.Contains($"{condition} ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What conditions are about.</summary>
    private sealed record Facts(Room Room, string Epoch)
    {
        internal DateTimeOffset Activity => Room.Timers.LastActivityAt!.Value;
    }
}

using Xunit;

namespace Conversations.Conformance;

/// <summary>Creating, reading and changing rooms.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    /// <inheritdoc/>
    protected override StoreSettings Settings => new() { TimeProvider = Clock };

    [Fact]
    public async Task Create_keeps_what_the_caller_owns()
    {
        var created = await Store.Rooms.CreateAsync(Samples.FullRoom(), Token);

        Assert.Equal(Samples.FullRoom() with { Version = 1 }, created);
        Assert.Equal(created, await RoomAsync());
    }

    [Fact]
    public async Task Create_starts_store_managed_members_at_their_defaults_whatever_is_given()
    {
        var created = await Store.Rooms.CreateAsync(Samples.Room() with { EventCount = 7, LatestIndex = 6, DeliveredIndex = 5, Version = 4 }, Token);

        Assert.Equal(Samples.Room() with { EventCount = 0, LatestIndex = -1, DeliveredIndex = -1, Version = 1 }, created);
        Assert.Equal(created, await RoomAsync());
        Assert.Equal(0, (await AddAsync(Samples.Event("e"))).Index);
    }

    [Fact]
    public async Task Create_of_a_taken_id_already_exists_and_changes_nothing()
    {
        var created = await Store.Rooms.CreateAsync(Samples.FullRoom(), Token);

        var error = await Assert.ThrowsAsync<RecordAlreadyExistsException>(() =>
            Store.Rooms.CreateAsync(Samples.Room() with { OrganizationId = "org-2", CreatedAt = Samples.Instant.AddDays(-1) }, Token));

        Assert.Equal((ConversationStoreErrorCodes.AlreadyExists, RecordKinds.Room, Samples.RoomId), (error.Code, error.Kind, error.Id));
        Assert.Equal(created, await RoomAsync());
        Assert.Equal([created], await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindAsync(new() { OrganizationId = "org-2" }, cancellationToken: Token));
        Assert.Equal([created], await Store.Directory.FindAsync(new() { OrganizationId = "org-1" }, cancellationToken: Token));
    }

    [Fact]
    public async Task Get_of_an_unknown_room_is_null() => Assert.Null(await Store.Rooms.GetAsync("unknown", Token));

    [Fact]
    public async Task Exists_tells_known_rooms_from_unknown_and_deleted_ones()
    {
        Assert.False(await Store.Rooms.ExistsAsync(Samples.RoomId, Token));

        await CreateRoomAsync();
        Assert.True(await Store.Rooms.ExistsAsync(Samples.RoomId, Token));

        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);
        Assert.False(await Store.Rooms.ExistsAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Update_replaces_what_the_caller_owns_and_sets_updated_at_and_version()
    {
        await CreateRoomAsync();

        var updated = await Store.Rooms.UpdateAsync(Samples.FullRoom(), Token);

        Assert.Equal(Samples.FullRoom() with { UpdatedAt = Clock.GetUtcNow(), Version = 2 }, updated);
        Assert.Equal(updated, await RoomAsync());
    }

    [Fact]
    public async Task Update_can_unset_everything_optional()
    {
        await Store.Rooms.CreateAsync(Samples.FullRoom(), Token);

        var updated = await Store.Rooms.UpdateAsync(Samples.Room(), Token);

        var lastActivity = Samples.FullRoom().Timers.LastActivityAt;
        Assert.Equal(Samples.Room() with { UpdatedAt = Clock.GetUtcNow(), Version = 2, Timers = new() { LastActivityAt = lastActivity } }, updated);
        Assert.Equal(updated, await RoomAsync());
    }

    [Fact]
    public async Task Update_keeps_created_at_and_store_managed_members()
    {
        await RoomWithEventsAsync("e0", "e1");
        await Store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 0, cancellationToken: Token);

        var updated = await Store.Rooms.UpdateAsync(
            Samples.Room() with { CreatedAt = Samples.Instant.AddDays(-3), EventCount = 70, LatestIndex = 60, DeliveredIndex = 50, Version = 40 },
            Token);

        Assert.Equal(
            (Samples.Instant, 2L, 1L, 0L, 2L),
            (updated.CreatedAt, updated.EventCount, updated.LatestIndex, updated.DeliveredIndex, updated.Version));
        Assert.Equal(updated, await RoomAsync());
        Assert.Equal([updated], await Store.Rooms.ListAsync(cancellationToken: Token));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Update_moves_last_activity_at_forward_only(int seconds)
    {
        var before = Samples.Instant.AddMinutes(1);
        await CreateRoomAsync(change: room => room with { Timers = new() { LastActivityAt = before } });

        var given = before.AddSeconds(seconds);
        var updated = await Store.Rooms.UpdateAsync(Samples.Room() with { Timers = new() { LastActivityAt = given } }, Token);

        Assert.Equal(seconds < 0 ? before : given, updated.Timers.LastActivityAt);
        Assert.Equal(updated, await RoomAsync());
    }

    [Fact]
    public async Task Update_of_an_unknown_room_is_not_found()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Rooms.UpdateAsync(Samples.Room(), Token));

        Assert.Equal((ConversationStoreErrorCodes.NotFound, RecordKinds.Room, Samples.RoomId), (error.Code, error.Kind, error.Id));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Rooms.UpdateAsync(Samples.Room(), expectedVersion: 1, Token));
        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Update_with_the_present_version_succeeds()
    {
        var created = await CreateRoomAsync();

        var updated = await Store.Rooms.UpdateAsync(created with { Status = RoomStatus.Closed }, created.Version, Token);

        Assert.Equal((RoomStatus.Closed, (DateTimeOffset?)null, created.Version + 1), (updated.Status, updated.ClosedAt, updated.Version));
        Assert.Equal(updated, await RoomAsync());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Update_with_another_version_is_a_conflict_and_changes_nothing(int off)
    {
        var created = await CreateRoomAsync();
        var present = await Store.Rooms.UpdateAsync(created with { OrganizationId = "theirs" }, Token);

        var error = await Assert.ThrowsAsync<RecordConflictException>(() =>
            Store.Rooms.UpdateAsync(created with { OrganizationId = "mine" }, present.Version + off, Token));

        Assert.Equal((ConversationStoreErrorCodes.Conflict, RecordKinds.Room, Samples.RoomId), (error.Code, error.Kind, error.Id));
        Assert.Equal(present, await RoomAsync());
        Assert.Empty(await Store.Directory.FindAsync(new() { OrganizationId = "mine" }, cancellationToken: Token));
        Assert.Equal([present], await Store.Directory.FindAsync(new() { OrganizationId = "theirs" }, cancellationToken: Token));
    }

    [Fact]
    public async Task Update_by_a_change_applies_it_to_what_is_stored_now()
    {
        await CreateRoomAsync();
        var attempts = 0;

        var updated = await Store.Rooms.UpdateAsync(
            Samples.RoomId,
            room =>
            {
                // Somebody else writes between the first read and the first write.
                if (++attempts == 1) Store.Rooms.UpdateAsync(room with { OrganizationId = "theirs" }, Token).GetAwaiter().GetResult();
                return room with { Status = RoomStatus.Paused };
            },
            cancellationToken: Token);

        Assert.Equal((2, "theirs", RoomStatus.Paused, 3L), (attempts, updated.OrganizationId, updated.Status, updated.Version));
        Assert.Equal(updated, await RoomAsync());
    }

    [Fact]
    public async Task Update_by_a_change_gives_up_with_a_conflict_after_the_attempts_allowed()
    {
        await CreateRoomAsync();
        var attempts = 0;

        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.UpdateAsync(
            Samples.RoomId,
            room =>
            {
                attempts++;
                return Store.Rooms.UpdateAsync(room, Token).GetAwaiter().GetResult() with { OrganizationId = "never" };
            },
            maxAttempts: 3,
            Token));

        Assert.Equal(3, attempts);
        Assert.Null((await RoomAsync()).OrganizationId);
    }

    [Fact]
    public async Task Update_by_a_change_of_an_unknown_room_is_not_found() =>
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Rooms.UpdateAsync("unknown", room => room, cancellationToken: Token));

    [Fact]
    public async Task Events_and_the_delivered_index_leave_version_and_updated_at_alone()
    {
        var created = await CreateRoomAsync();

        await AddEventsAsync("e");
        await Store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 0, cancellationToken: Token);

        var room = await RoomAsync();
        Assert.Equal((created.Version, created.UpdatedAt), (room.Version, room.UpdatedAt));
    }

    [Fact]
    public async Task Instants_are_cut_to_microseconds_and_come_back_in_utc()
    {
        var given = new DateTimeOffset(2025, 2, 1, 10, 0, 0, TimeSpan.FromHours(5)).AddTicks(1_234_567);
        var kept = new DateTimeOffset(2025, 2, 1, 5, 0, 0, TimeSpan.Zero).AddTicks(1_234_560);

        var created = await Store.Rooms.CreateAsync(new() { Id = Samples.RoomId, CreatedAt = given, UpdatedAt = given, ClosedAt = given, Timers = new() { LastActivityAt = given } }, Token);

        Assert.Equal(created, await RoomAsync());
        foreach (var room in new[] { created, await RoomAsync() })
        {
            foreach (var instant in new[] { room.CreatedAt, room.UpdatedAt, room.ClosedAt, room.Timers.LastActivityAt })
            {
                Assert.True(instant is { } known && known.EqualsExact(kept), $"{instant:O}");
            }
        }
    }

    [Fact]
    public async Task Instants_at_the_ends_of_the_range_are_kept()
    {
        var room = new Room { Id = Samples.RoomId, CreatedAt = Instants.Earliest, UpdatedAt = Instants.Earliest, ClosedAt = Instants.Latest };

        await Store.Rooms.CreateAsync(room, Token);

        Assert.Equal(room with { Version = 1 }, await RoomAsync());
    }
}

using Xunit;

namespace Conversations.Conformance;

/// <summary>Deleting rooms and everything under them.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomDeleteConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Delete_is_true_for_a_room_that_existed_and_false_otherwise()
    {
        Assert.False(await Store.Rooms.DeleteAsync(Samples.RoomId, Token));

        await CreateRoomAsync();

        Assert.True(await Store.Rooms.DeleteAsync(Samples.RoomId, Token));
        Assert.False(await Store.Rooms.DeleteAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Delete_removes_everything_under_the_room()
    {
        await FillAsync(Samples.RoomId);

        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);

        await AssertGoneAsync();
    }

    [Fact]
    public async Task Delete_removes_every_entry_in_the_directory()
    {
        await FillAsync(Samples.RoomId);

        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);

        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindAsync(new(), cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindAsync(new() { OrganizationId = "org-1" }, cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindAsync(new() { Status = RoomStatus.Paused }, cancellationToken: Token));
        Assert.Null(await Store.Directory.FindLatestAsync("participant", cancellationToken: Token));
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Assert.Null(await Store.Directory.FindIdByChannelAsync(Samples.ChannelId, cancellationToken: Token));
    }

    [Fact]
    public async Task Delete_leaves_other_rooms_and_identities_alone()
    {
        await FillAsync(Samples.RoomId);
        var identity = await Store.Identities.CreateAsync(Samples.FullIdentity(), Token);
        var other = await FillAsync("other");

        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);

        Assert.Equal(other, await Store.Rooms.LoadContextAsync("other", Token));
        Assert.Equal(["other"], await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Assert.Equal(2, await Store.Events.CountAsync("other", Token));
        Assert.NotNull(await Store.Events.GetAsync("event in other", Token));
        Assert.NotNull(await Store.Tasks.GetAsync("task in other", Token));
        Assert.Single(await Store.Observations.ListAsync("other", Token));
        Assert.True(await Store.Idempotency.IsSeenAsync("other", "claimed", Token));
        Assert.Single(await Store.ReadState.MarkersAsync("other", Token));
        Assert.Equal(identity, await Store.Identities.ResolveAsync(ChannelType.Email, "ada@example.org", "org-1", Token));
    }

    [Fact]
    public async Task Delete_lets_writes_into_the_room_fail_as_into_an_unknown_one()
    {
        await FillAsync(Samples.RoomId);

        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);

        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Events.AddAsync(Samples.Event("late"), cancellationToken: Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Bindings.AddAsync(Samples.Binding(), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Participants.AddAsync(Samples.Participant(), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Tasks.AddAsync(Samples.Task(), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Tasks.UpdateAsync(Samples.Task("task in room"), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Observations.AddAsync(Samples.Observation(), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Idempotency.ClaimAsync(Samples.RoomId, "key", cancellationToken: Token));
        Assert.False(await Store.ReadState.MarkAllReadAsync(Samples.RoomId, Samples.ChannelId, Token));
        await AssertGoneAsync();
    }

    [Fact]
    public async Task Room_created_again_under_the_same_id_starts_anew()
    {
        await FillAsync(Samples.RoomId);
        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);

        var created = await CreateRoomAsync();

        Assert.Equal(Samples.Room() with { Version = 1 }, created);
        Assert.Equal(new RoomContext(created, [], []), await Store.Rooms.LoadContextAsync(Samples.RoomId, Token));
        Assert.Empty(await EventIdsAsync());
        Assert.Equal(0, await Store.Events.CountAsync(Samples.RoomId, Token));
        Assert.Equal(-1, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.ReadState.MarkersAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token));
        Assert.Empty(await Store.Observations.ListAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Assert.Null(await Store.Directory.FindLatestAsync("participant", cancellationToken: Token));
        Assert.Empty(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["event in room"], Token));
        Assert.True(await Store.Idempotency.ClaimAsync(Samples.RoomId, "claimed", cancellationToken: Token));
        var again = await AddAsync(Samples.Event("event in room") with { IdempotencyKey = "key of event in room" });
        Assert.Equal(0, again.Index);
        Assert.Equal(1, await Store.ReadState.UnreadCountAsync(Samples.RoomId, Samples.ChannelId, Token));
        await Store.Tasks.AddAsync(Samples.Task("task in room"), Token);
    }

    [Fact]
    public async Task Task_ids_of_a_deleted_room_are_free_for_other_rooms()
    {
        await FillAsync(Samples.RoomId);
        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);
        await CreateRoomAsync("other");

        var task = await Store.Tasks.AddAsync(Samples.Task("task in room", "other"), Token);

        Assert.Equal(task, await Store.Tasks.GetAsync("task in room", Token));
    }

    [Fact]
    public async Task Delete_of_a_room_with_many_events_and_replies_leaves_none()
    {
        await CreateRoomAsync();
        for (var batch = 0; batch < 4; batch++)
        {
            var events = Enumerable.Range(0, 500).Select(i => Samples.Reply($"e{batch}.{i}", "root") with { IdempotencyKey = $"k{batch}.{i}" }).ToArray();
            await Store.Events.AddManyAsync(Samples.RoomId, events, cancellationToken: Token);
        }

        Assert.True(await Store.Rooms.DeleteAsync(Samples.RoomId, Token));

        Assert.Null(await Store.Events.GetAsync("e3.499", Token));
        await CreateRoomAsync();
        Assert.Empty(await EventIdsAsync());
        Assert.Empty(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["root"], Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "k0.0", Token));
    }

    private async Task<RoomContext?> FillAsync(string roomId)
    {
        await Store.Rooms.CreateAsync(Samples.FullRoom(roomId), Token);
        var id = $"event in {roomId}";
        await AddAsync(Samples.Event(id, roomId) with { IdempotencyKey = $"key of {id}" });
        await AddAsync(Samples.Event($"reply in {roomId}", roomId) with { ParentEventId = id });
        await Store.Bindings.AddAsync(Samples.Binding(roomId: roomId) with { ParticipantId = "participant" }, Token);
        await Store.Participants.AddAsync(Samples.Participant(roomId: roomId), Token);
        await Store.Tasks.AddAsync(Samples.Task($"task in {roomId}", roomId), Token);
        await Store.Observations.AddAsync(Samples.Observation(roomId: roomId), Token);
        await Store.Idempotency.ClaimAsync(roomId, "claimed", cancellationToken: Token);
        await Store.ReadState.MarkReadAsync(roomId, Samples.ChannelId, id, Token);
        await Store.Rooms.AdvanceDeliveredIndexAsync(roomId, 0, cancellationToken: Token);
        return await Store.Rooms.LoadContextAsync(roomId, Token);
    }

    private async Task AssertGoneAsync()
    {
        Assert.Null(await Store.Rooms.GetAsync(Samples.RoomId, Token));
        Assert.Null(await Store.Rooms.LoadContextAsync(Samples.RoomId, Token));
        Assert.Equal(-1, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
        Assert.Empty(await EventIdsAsync());
        Assert.Equal(0, await Store.Events.CountAsync(Samples.RoomId, Token));
        Assert.Null(await Store.Events.GetAsync("event in room", Token));
        Assert.Null(await Store.Events.GetAsync(Samples.RoomId, "event in room", Token));
        Assert.Empty(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["event in room"], Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "claimed", Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "key of event in room", Token));
        Assert.Null(await Store.Idempotency.GetEventAsync(Samples.RoomId, "key of event in room", Token));
        Assert.Null(await Store.Bindings.GetAsync(Samples.RoomId, Samples.ChannelId, Token));
        Assert.False(await Store.Bindings.ExistsAsync(Samples.RoomId, Samples.ChannelId, Token));
        Assert.Empty(await Store.Bindings.ListAsync(Samples.RoomId, Token));
        Assert.Null(await Store.Participants.GetAsync(Samples.RoomId, "participant", Token));
        Assert.Empty(await Store.Participants.ListAsync(Samples.RoomId, Token));
        Assert.Null(await Store.Tasks.GetAsync("task in room", Token));
        Assert.Empty(await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token));
        Assert.Null(await Store.Observations.GetAsync(Samples.RoomId, "observation", Token));
        Assert.Empty(await Store.Observations.ListAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.ReadState.MarkersAsync(Samples.RoomId, Token));
        Assert.Equal(0, await Store.ReadState.UnreadCountAsync(Samples.RoomId, Samples.ChannelId, Token));
    }

    [Fact]
    public async Task What_is_bound_while_a_room_is_deleted_and_created_again_is_found_in_the_directory()
    {
        for (var i = 0; i < 50; i++)
        {
            var (room, channel) = ($"room {i}", $"channel {i}");
            await CreateRoomAsync(room);

            var binding = Store.Bindings.AddAsync(Samples.Binding(channel, room), Token);
            var deleting = Store.Rooms.DeleteAsync(room, Token);
            var creating = CreateRoomAsync(room, sample => sample with { CreatedAt = Samples.Instant.AddDays(1) });
            await Task.WhenAll(deleting, Ignoring(binding), Ignoring(creating));

            string[] expected = await Store.Bindings.ExistsAsync(room, channel, Token) ? [room] : [];
            Assert.Equal(expected, await Store.Directory.FindIdsByChannelAsync(channel, cancellationToken: Token));
        }

        // Whichever came too early or too late was refused.
        static async Task Ignoring(Task task)
        {
            try
            {
                await task;
            }
            catch (Exception refused) when (refused is RecordNotFoundException or RecordAlreadyExistsException)
            {
            }
        }
    }

    [Fact]
    public async Task Task_added_to_a_room_created_again_while_the_old_one_goes_is_found_by_its_id()
    {
        for (var i = 0; i < 50; i++)
        {
            var (room, task) = ($"room {i}", $"task {i}");
            await CreateRoomAsync(room);
            foreach (var other in Enumerable.Range(0, i % 10)) await Store.Tasks.AddAsync(Samples.Task($"task {i}.{other}", room), Token);
            await Store.Tasks.AddAsync(Samples.Task(task, room), Token);

            var deleting = Store.Rooms.DeleteAsync(room, Token);
            await EventuallyAsync("the room is gone", async () => !await Store.Rooms.ExistsAsync(room, Token));
            await CreateRoomAsync(room);
            var added = await Store.Tasks.AddAsync(Samples.Task(task, room), Token);
            await deleting;

            Assert.Equal(added, await Store.Tasks.GetAsync(task, Token));
        }
    }
}

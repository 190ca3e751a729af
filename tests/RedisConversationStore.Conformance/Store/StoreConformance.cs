using Xunit;

namespace Conversations.Conformance;

/// <summary>The store as a whole: its scope, and that replicas share everything.</summary>
/// <param name="fixture">The backend.</param>
public abstract class StoreConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private static readonly Dictionary<string, Func<IConversationStore, CancellationToken, Task>> AllWrites = new()
    {
        ["create room"] = (store, token) => store.Rooms.CreateAsync(Samples.Room("new"), token),
        ["update room"] = (store, token) => store.Rooms.UpdateAsync(Samples.FullRoom(), token),
        ["update room of a version"] = (store, token) => store.Rooms.UpdateAsync(Samples.FullRoom(), 1, token),
        ["update room by a change"] = (store, token) => store.Rooms.UpdateAsync(Samples.RoomId, room => room with { Status = RoomStatus.Paused }, cancellationToken: token),
        ["patch metadata"] = (store, token) => store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("a", 1)), ["b"], token),
        ["delete room"] = (store, token) => store.Rooms.DeleteAsync(Samples.RoomId, token),
        ["advance delivered index"] = (store, token) => store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 0, cancellationToken: token),
        ["force delivered index"] = (store, token) => store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 7, force: true, cancellationToken: token),
        ["add event"] = (store, token) => store.Events.AddAsync(Samples.Event("new"), cancellationToken: token),
        ["add event with a key"] = (store, token) => store.Events.AddAsync(Samples.Event("new") with { IdempotencyKey = "new" }, cancellationToken: token),
        ["add event with a key and an id of its own"] = (store, token) => store.Events.AddAsync(Samples.Event(Guid.NewGuid().ToString("N")) with { IdempotencyKey = "new" }, cancellationToken: token),
        ["add many events"] = (store, token) => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("new"), Samples.Reply("newer", "root")], cancellationToken: token),
        ["import event"] = (store, token) => store.Events.ImportAsync(Samples.Event("new") with { Index = 50 }, token),
        ["update event"] = (store, token) => store.Events.UpdateAsync(Samples.FullEvent("root"), token),
        ["delete event"] = (store, token) => store.Events.DeleteAsync(Samples.RoomId, "root", cancellationToken: token),
        ["claim key"] = (store, token) => store.Idempotency.ClaimAsync(Samples.RoomId, "new", cancellationToken: token),
        ["release key"] = (store, token) => store.Idempotency.ReleaseAsync(Samples.RoomId, "key", token),
        ["add binding"] = (store, token) => store.Bindings.AddAsync(Samples.FullBinding("new"), token),
        ["update binding"] = (store, token) => store.Bindings.UpdateAsync(Samples.FullBinding(), token),
        ["remove binding"] = (store, token) => store.Bindings.RemoveAsync(Samples.RoomId, Samples.ChannelId, token),
        ["add participant"] = (store, token) => store.Participants.AddAsync(Samples.FullParticipant("new"), token),
        ["update participant"] = (store, token) => store.Participants.UpdateAsync(Samples.FullParticipant(), token),
        ["remove participant"] = (store, token) => store.Participants.RemoveAsync(Samples.RoomId, "participant", token),
        ["create identity"] = (store, token) => store.Identities.CreateAsync(Samples.FullIdentity("new"), token),
        ["link address"] = (store, token) => store.Identities.LinkAddressAsync("identity", ChannelType.Sms, "address", cancellationToken: token),
        ["add task"] = (store, token) => store.Tasks.AddAsync(Samples.FullTask("new"), token),
        ["update task"] = (store, token) => store.Tasks.UpdateAsync(Samples.FullTask(), token),
        ["add observation"] = (store, token) => store.Observations.AddAsync(Samples.FullObservation("new"), token),
        ["update observation"] = (store, token) => store.Observations.UpdateAsync(Samples.FullObservation(), token),
        ["mark read"] = (store, token) => store.ReadState.MarkReadAsync(Samples.RoomId, Samples.ChannelId, "root", token),
        ["mark all read"] = (store, token) => store.ReadState.MarkAllReadAsync(Samples.RoomId, Samples.ChannelId, token),
        ["restore marker"] = (store, token) => store.ReadState.RestoreMarkerAsync(new() { RoomId = Samples.RoomId, ChannelId = Samples.ChannelId, Index = 1 }, token),
    };

    /// <inheritdoc/>
    protected override StoreSettings Settings => new() { TimeProvider = Clock };

    /// <summary>Every write of the contract.</summary>
    public static TheoryData<string> Writes { get; } = [.. AllWrites.Keys];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_made_again_has_no_second_effect(string write)
    {
        await FillAsync();

        await AllWrites[write](Store, Token);
        var once = await StateAsync();

        // A create finds its own record, an update of a version its own change.
        var error = await Record.ExceptionAsync(() => AllWrites[write](Store, Token));

        Assert.True(error is null or RecordAlreadyExistsException or RecordConflictException, $"{write}: {error}");
        Assert.Equal(once, await StateAsync());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_with_a_cancelled_token_is_cancelled_and_changes_nothing(string write)
    {
        await FillAsync();
        var before = await StateAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AllWrites[write](Store, new CancellationToken(canceled: true)));

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Operation_of_a_disposed_store_says_so()
    {
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Rooms.GetAsync(Samples.RoomId, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Directory.FindAsync(new(), cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Idempotency.IsSeenAsync(Samples.RoomId, "key", Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Bindings.ListAsync(Samples.RoomId, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Participants.ListAsync(Samples.RoomId, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Identities.GetAsync("identity", Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Tasks.GetAsync("task", Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.Observations.ListAsync(Samples.RoomId, Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.ReadState.MarkersAsync(Samples.RoomId, Token));
        await Store.DisposeAsync();
    }

    [Fact]
    public async Task IsProcessLocal_says_whether_a_second_store_object_can_have_the_data()
    {
        var replica = await OpenReplicaAsync();

        Assert.Equal(ReferenceEquals(Store, replica), Store.IsProcessLocal);
        Assert.Equal(Store.IsProcessLocal, replica.IsProcessLocal);
    }

    [Fact]
    public async Task Replica_sees_what_another_wrote()
    {
        var replica = await OpenReplicaAsync();
        var room = await CreateRoomAsync();
        var roomEvent = await AddAsync(Samples.Event("e"));
        var binding = await Store.Bindings.AddAsync(Samples.Binding(), Token);
        var participant = await Store.Participants.AddAsync(Samples.Participant(), Token);
        var identity = await Store.Identities.CreateAsync(Samples.FullIdentity(), Token);
        var task = await Store.Tasks.AddAsync(Samples.Task(), Token);
        var observation = await Store.Observations.AddAsync(Samples.Observation(), Token);
        await Store.Idempotency.ClaimAsync(room.Id, "key", cancellationToken: Token);
        await Store.ReadState.MarkReadAsync(room.Id, Samples.ChannelId, "e", Token);

        Assert.Equal(await RoomAsync(), await replica.Rooms.GetAsync(room.Id, Token));
        Assert.Equal(room.Id, await replica.Directory.FindIdByChannelAsync(binding.ChannelId, cancellationToken: Token));
        Assert.Equal(roomEvent, await replica.Events.GetAsync("e", Token));
        Assert.Equal(binding, await replica.Bindings.GetAsync(room.Id, binding.ChannelId, Token));
        Assert.Equal(participant, await replica.Participants.GetAsync(room.Id, participant.Id, Token));
        Assert.Equal(identity, await replica.Identities.ResolveAsync(ChannelType.Email, "ada@example.org", "org-1", Token));
        Assert.Equal(task, await replica.Tasks.GetAsync(task.Id, Token));
        Assert.Equal(observation, await replica.Observations.GetAsync(room.Id, observation.Id, Token));
        Assert.True(await replica.Idempotency.IsSeenAsync(room.Id, "key", Token));
        Assert.Equal(0, (await replica.ReadState.MarkersAsync(room.Id, Token))[Samples.ChannelId]);
    }

    [Fact]
    public async Task Stores_opened_apart_share_nothing()
    {
        await CreateRoomAsync();

        var other = await OpenAsync(StoreSettings.Default);

        Assert.Null(await other.Rooms.GetAsync(Samples.RoomId, Token));
        Assert.Empty(await other.Rooms.ListAsync(cancellationToken: Token));
    }

    private async Task FillAsync()
    {
        await CreateRoomAsync(change: room => room with { Metadata = DataObject.Of(("b", 2), ("c", 3)) });
        await AddAsync(Samples.Event("root") with { IdempotencyKey = "key" });
        await AddAsync(Samples.Reply("reply", "root"));
        await Store.Bindings.AddAsync(Samples.Binding(), Token);
        await Store.Participants.AddAsync(Samples.Participant(), Token);
        await Store.Identities.CreateAsync(Samples.Identity(), Token);
        await Store.Tasks.AddAsync(Samples.Task(), Token);
        await Store.Observations.AddAsync(Samples.Observation(), Token);
    }

    /// <summary>All that reads can see, but the version, which counts writes and not effects.</summary>
    private async Task<List<object?>> StateAsync()
    {
        List<object?> state = [];
        foreach (var roomId in new[] { Samples.RoomId, "new" })
        {
            if (await Store.Rooms.LoadContextAsync(roomId, Token) is { } context) state.AddRange([context.Room with { Version = 0 }, .. context.Bindings, .. context.Participants]);
            state.AddRange(await Store.Events.ListAsync(roomId, EventPage.Oldest(), cancellationToken: Token));
            state.AddRange(await Store.Tasks.ListAsync(roomId, cancellationToken: Token));
            state.AddRange(await Store.Observations.ListAsync(roomId, Token));
            foreach (var (channelId, index) in await Store.ReadState.MarkersAsync(roomId, Token)) state.Add($"{channelId} has read {index}");
            foreach (var key in new[] { "key", "new" }) state.Add($"{key} is seen: {await Store.Idempotency.IsSeenAsync(roomId, key, Token)}");
        }

        foreach (var identityId in new[] { "identity", "new" }) state.Add(await Store.Identities.GetAsync(identityId, Token));
        state.Add((await Store.Identities.ResolveAsync(ChannelType.Sms, "address", cancellationToken: Token))?.Id);
        foreach (var eventId in new[] { "root", "reply", "new" }) state.Add((await Store.Events.GetAsync(eventId, Token))?.Index);
        state.AddRange(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["root"], Token));
        return state;
    }
}

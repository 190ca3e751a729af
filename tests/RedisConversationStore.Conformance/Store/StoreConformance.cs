using Xunit;

namespace Conversations.Conformance;

/// <summary>The store as a whole: its scope, and that replicas share everything.</summary>
/// <param name="fixture">The backend.</param>
public abstract class StoreConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
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
}

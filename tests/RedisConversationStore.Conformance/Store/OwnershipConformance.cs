using Xunit;

namespace Conversations.Conformance;

/// <summary>What a write stored is the store's, and what a read returned is the caller's.</summary>
/// <param name="fixture">The backend.</param>
public abstract class OwnershipConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Arrays_that_records_were_built_from_may_change_later()
    {
        string[] addressees = ["a"];
        DataValue[] items = [1];
        KeyValuePair<string, DataValue>[] members = [new("items", DataValue.Array(items))];
        await CreateRoomAsync();
        var stored = await AddAsync(Samples.Event("e") with { AddressedTo = ValueList.From(addressees), Metadata = DataObject.Create(members) });

        addressees[0] = "changed";
        items[0] = "changed";
        members[0] = new("changed", 1);

        Assert.Equal(Samples.Event("e") with { Index = 0, AddressedTo = ["a"], Metadata = DataObject.Of(("items", DataValue.Array(1))) }, await Store.Events.GetAsync("e", Token));
        Assert.Equal(["a"], stored.AddressedTo);
    }

    [Fact]
    public async Task Lists_given_to_a_write_may_change_once_it_returned()
    {
        await CreateRoomAsync(change: room => room with { Metadata = DataObject.Of(("a", 1), ("b", 2)) });
        List<RoomEvent> events = [Samples.Event("e0"), Samples.Event("e1")];
        List<string> unset = ["a"];

        var adding = Store.Events.AddManyAsync(Samples.RoomId, events, cancellationToken: Token);
        events[0] = Samples.Event("changed");
        events.Clear();
        var patching = Store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Empty, unset, Token);
        unset[0] = "b";
        await adding;
        await patching;

        Assert.Equal(["e0", "e1"], await EventIdsAsync());
        Assert.Equal(["b"], (await RoomAsync()).Metadata.Keys);
    }

    [Fact]
    public async Task Lists_a_read_returned_may_change_without_reaching_the_store()
    {
        await RoomWithEventsAsync("e0", "e1");
        await Store.Bindings.AddAsync(Samples.Binding(), Token);
        await Store.Participants.AddAsync(Samples.Participant(), Token);
        await Store.Tasks.AddAsync(Samples.Task(), Token);
        await Store.Observations.AddAsync(Samples.Observation(), Token);
        await Store.ReadState.MarkAllReadAsync(Samples.RoomId, Samples.ChannelId, Token);

        Spoil(await Store.Rooms.ListAsync(cancellationToken: Token));
        Spoil(await Store.Directory.FindAsync(new(), cancellationToken: Token));
        Spoil(await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Spoil(await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), cancellationToken: Token));
        Spoil(await Store.Events.TimelineAsync(Samples.RoomId, cancellationToken: Token));
        Spoil(await Store.Events.ConversationAsync(Samples.RoomId, cancellationToken: Token));
        Spoil(await Store.Bindings.ListAsync(Samples.RoomId, Token));
        Spoil(await Store.Participants.ListAsync(Samples.RoomId, Token));
        Spoil(await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token));
        Spoil(await Store.Observations.ListAsync(Samples.RoomId, Token));
        if (await Store.ReadState.MarkersAsync(Samples.RoomId, Token) is IDictionary<string, long> { IsReadOnly: false } markers) markers.Clear();

        Assert.Single(await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.Single(await Store.Directory.FindAsync(new(), cancellationToken: Token));
        Assert.Equal([Samples.RoomId], await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
        Assert.Equal(["e0", "e1"], await EventIdsAsync());
        Assert.Equal(["e0", "e1"], Ids(await Store.Events.TimelineAsync(Samples.RoomId, cancellationToken: Token)));
        Assert.Equal(["e0", "e1"], Ids(await Store.Events.ConversationAsync(Samples.RoomId, cancellationToken: Token)));
        Assert.Equal([Samples.Binding()], await Store.Bindings.ListAsync(Samples.RoomId, Token));
        Assert.Equal([Samples.Participant()], await Store.Participants.ListAsync(Samples.RoomId, Token));
        Assert.Equal([Samples.Task()], await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token));
        Assert.Equal([Samples.Observation()], await Store.Observations.ListAsync(Samples.RoomId, Token));
        Assert.Single(await Store.ReadState.MarkersAsync(Samples.RoomId, Token));
    }

    private static void Spoil<T>(IReadOnlyList<T> list)
    {
        if (list is T[] array) Array.Clear(array);
        else if (list is IList<T> { IsReadOnly: false } mutable) mutable.Clear();
    }
}

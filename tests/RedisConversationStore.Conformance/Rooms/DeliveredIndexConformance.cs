using Xunit;

namespace Conversations.Conformance;

/// <summary>The delivered index of a room.</summary>
/// <param name="fixture">The backend.</param>
public abstract class DeliveredIndexConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Get_is_minus_one_before_the_first_delivery_and_for_an_unknown_room()
    {
        await CreateRoomAsync();

        Assert.Equal(-1, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
        Assert.Equal(-1, await Store.Rooms.GetDeliveredIndexAsync("unknown", Token));
    }

    [Fact]
    public async Task Advance_goes_one_step_at_a_time()
    {
        await CreateRoomAsync();

        for (var index = 0; index < 3; index++)
        {
            Assert.True(await AdvanceAsync(index));
            Assert.Equal(index, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
            Assert.Equal(index, (await RoomAsync()).DeliveredIndex);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Advance_from_elsewhere_is_false_and_changes_nothing(long index)
    {
        await CreateRoomAsync();
        await AdvanceAsync(1, force: true);

        Assert.False(await AdvanceAsync(index));

        Assert.Equal(1, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Advance_by_force_skips_indices_and_is_not_bounded_by_the_latest_index()
    {
        await RoomWithEventsAsync("e");

        Assert.True(await AdvanceAsync(1_000_000_000_000, force: true));

        Assert.Equal(1_000_000_000_000, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
        Assert.True(await AdvanceAsync(1_000_000_000_001));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Advance_by_force_never_goes_back_nor_stays(long index)
    {
        await CreateRoomAsync();
        await AdvanceAsync(5, force: true);

        Assert.False(await AdvanceAsync(index, force: true));

        Assert.Equal(5, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Advance_of_an_unknown_room_is_false_and_creates_nothing()
    {
        Assert.False(await AdvanceAsync(0));
        Assert.False(await AdvanceAsync(0, force: true));
        Assert.False(await Store.Rooms.ExistsAsync(Samples.RoomId, Token));

        await CreateRoomAsync();
        Assert.Equal(-1, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Nothing_else_writes_the_delivered_index()
    {
        await RoomWithEventsAsync("e0", "e1", "e2");
        await AdvanceAsync(0);

        await Store.Rooms.UpdateAsync(Samples.Room() with { DeliveredIndex = 2 }, Token);
        await Store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("delivered_index", 2)), cancellationToken: Token);
        await Store.ReadState.MarkAllReadAsync(Samples.RoomId, Samples.ChannelId, Token);
        await Store.Events.DeleteAsync(Samples.RoomId, "e0", cancellationToken: Token);
        await AddEventsAsync("e3");

        Assert.Equal(0, await Store.Rooms.GetDeliveredIndexAsync(Samples.RoomId, Token));
        Assert.Equal(0, (await RoomAsync()).DeliveredIndex);
    }

    private Task<bool> AdvanceAsync(long index, bool force = false) => Store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, index, force, Token);
}

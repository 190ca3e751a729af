using Xunit;

namespace Conversations.Conformance;

/// <summary>Read markers and unread counts.</summary>
/// <param name="fixture">The backend.</param>
public abstract class ReadStateConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task MarkRead_moves_the_marker_to_the_index_of_the_event()
    {
        await RoomWithEventsAsync("e0", "e1", "e2");

        Assert.True(await MarkReadAsync("e1"));

        Assert.Equal(1, await MarkerAsync());
        Assert.Equal(1, await UnreadAsync());
    }

    [Theory]
    [InlineData("e0")]
    [InlineData("e1")]
    public async Task MarkRead_never_moves_the_marker_back_nor_reports_a_move_that_is_none(string eventId)
    {
        await RoomWithEventsAsync("e0", "e1", "e2");
        await MarkReadAsync("e1");

        Assert.False(await MarkReadAsync(eventId));

        Assert.Equal(1, await MarkerAsync());
    }

    [Fact]
    public async Task MarkRead_of_an_event_the_room_does_not_have_is_false_and_changes_nothing()
    {
        await RoomWithEventsAsync("e0", "e1");
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("elsewhere", "other"));
        await Store.Events.DeleteAsync(Samples.RoomId, "e1", cancellationToken: Token);

        foreach (var eventId in new[] { "unknown", "elsewhere", "e1" }) Assert.False(await MarkReadAsync(eventId));
        Assert.False(await Store.ReadState.MarkReadAsync("unknown", Samples.ChannelId, "e0", Token));

        Assert.Empty(await Store.ReadState.MarkersAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.ReadState.MarkersAsync("unknown", Token));
    }

    [Fact]
    public async Task MarkAllRead_moves_the_marker_to_the_latest_index()
    {
        await RoomWithEventsAsync("e0", "e1");

        Assert.True(await MarkAllReadAsync());

        Assert.Equal((1L, 0L), (await MarkerAsync(), await UnreadAsync()));
        Assert.False(await MarkAllReadAsync());
        await AddEventsAsync("e2");
        Assert.Equal(1, await UnreadAsync());
        Assert.True(await MarkAllReadAsync());
    }

    [Fact]
    public async Task MarkAllRead_sets_no_marker_in_a_room_that_never_had_an_event_nor_in_an_unknown_one()
    {
        await CreateRoomAsync();

        Assert.False(await MarkAllReadAsync());
        Assert.False(await Store.ReadState.MarkAllReadAsync("unknown", Samples.ChannelId, Token));

        Assert.Empty(await Store.ReadState.MarkersAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task MarkAllRead_counts_deleted_events_as_read()
    {
        await RoomWithEventsAsync("e0", "e1");
        await Store.Events.DeleteAsync(Samples.RoomId, "e1", cancellationToken: Token);

        Assert.True(await MarkAllReadAsync());

        Assert.Equal(1, await MarkerAsync());
    }

    [Fact]
    public async Task Restore_moves_the_marker_forward_only()
    {
        await RoomWithEventsAsync("e0", "e1", "e2");

        Assert.True(await RestoreAsync(1));
        Assert.False(await RestoreAsync(1));
        Assert.False(await RestoreAsync(0));

        Assert.Equal(1, await MarkerAsync());
        Assert.True(await RestoreAsync(2));
    }

    [Fact]
    public async Task Restore_beyond_the_latest_index_or_in_an_unknown_room_changes_nothing()
    {
        await RoomWithEventsAsync("e0");

        Assert.False(await RestoreAsync(1));
        Assert.False(await Store.ReadState.RestoreMarkerAsync(new() { RoomId = "unknown", ChannelId = Samples.ChannelId, Index = 0 }, Token));

        Assert.Empty(await Store.ReadState.MarkersAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Restore_takes_the_index_of_an_event_that_is_gone()
    {
        await RoomWithEventsAsync("e0", "e1");
        await Store.Events.DeleteAsync(Samples.RoomId, "e1", cancellationToken: Token);

        Assert.True(await RestoreAsync(1));

        Assert.Equal(1, await MarkerAsync());
    }

    [Fact]
    public async Task UnreadCount_is_all_events_without_a_marker_and_none_in_an_unknown_room()
    {
        await RoomWithEventsAsync("e0", "e1");

        Assert.Equal(2, await UnreadAsync());
        Assert.Equal(0, await Store.ReadState.UnreadCountAsync("unknown", Samples.ChannelId, Token));
    }

    [Fact]
    public async Task UnreadCount_is_exact_after_deletions_on_both_sides_of_the_marker()
    {
        await RoomWithEventsAsync("e0", "e1", "e2", "e3", "e4");
        await MarkReadAsync("e1");

        await Store.Events.DeleteAsync(Samples.RoomId, "e0", cancellationToken: Token);
        Assert.Equal(3, await UnreadAsync());
        await Store.Events.DeleteAsync(Samples.RoomId, "e1", cancellationToken: Token);
        Assert.Equal((1L, 3L), (await MarkerAsync(), await UnreadAsync()));
        await Store.Events.DeleteAsync(Samples.RoomId, "e3", cancellationToken: Token);
        Assert.Equal(2, await UnreadAsync());
    }

    [Fact]
    public async Task UnreadCount_counts_events_and_not_indices()
    {
        await CreateRoomAsync();
        foreach (var index in new[] { 3, 10, 500 }) await Store.Events.ImportAsync(Samples.Event($"e{index}") with { Index = index }, Token);

        await MarkReadAsync("e3");
        Assert.Equal(2, await UnreadAsync());

        await Store.Events.ImportAsync(Samples.Event("before") with { Index = 1 }, Token);
        await Store.Events.ImportAsync(Samples.Event("between") with { Index = 100 }, Token);
        Assert.Equal(3, await UnreadAsync());
    }

    [Fact]
    public async Task UnreadCounts_answers_many_rooms_at_once()
    {
        await RoomWithEventsAsync("e0", "e1", "e2");
        await MarkReadAsync("e0");
        await CreateRoomAsync("empty");
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("x", "other"));

        var counts = await Store.ReadState.UnreadCountsAsync(Samples.ChannelId, [Samples.RoomId, "unknown", "other", "empty", "other"], Token);

        Assert.Equivalent(new Dictionary<string, long> { [Samples.RoomId] = 2, ["unknown"] = 0, ["other"] = 1, ["empty"] = 0 }, counts, strict: true);
    }

    [Fact]
    public async Task UnreadCounts_of_no_rooms_is_empty() => Assert.Empty(await Store.ReadState.UnreadCountsAsync(Samples.ChannelId, [], Token));

    [Fact]
    public async Task UnreadCounts_takes_as_many_rooms_as_are_allowed()
    {
        await RoomWithEventsAsync("e");

        var counts = await Store.ReadState.UnreadCountsAsync(Samples.ChannelId, [.. Enumerable.Range(1, 999).Select(i => $"unknown {i}"), Samples.RoomId], Token);

        Assert.Equal((1000, 1L, 1L), (counts.Count, counts.Values.Sum(), counts[Samples.RoomId]));
    }

    [Fact]
    public async Task Markers_are_of_each_channel_bound_or_not_and_of_their_room_only()
    {
        await RoomWithEventsAsync("e0", "e1");
        await CreateRoomAsync("other");
        await Store.Bindings.AddAsync(Samples.Binding("bound"), Token);

        await Store.ReadState.MarkReadAsync(Samples.RoomId, "bound", "e0", Token);
        await Store.ReadState.MarkReadAsync(Samples.RoomId, "not bound", "e1", Token);

        Assert.Equivalent(new Dictionary<string, long> { ["bound"] = 0, ["not bound"] = 1 }, await Store.ReadState.MarkersAsync(Samples.RoomId, Token), strict: true);
        Assert.Empty(await Store.ReadState.MarkersAsync("other", Token));
        Assert.Equal((1L, 0L, 2L), (await UnreadAsync("bound"), await UnreadAsync("not bound"), await UnreadAsync("third")));
    }

    [Fact]
    public async Task Marker_stays_when_its_channel_is_unbound()
    {
        await RoomWithEventsAsync("e0", "e1");
        await Store.Bindings.AddAsync(Samples.Binding(), Token);
        await MarkReadAsync("e0");

        await Store.Bindings.RemoveAsync(Samples.RoomId, Samples.ChannelId, Token);

        Assert.Equal((0L, 1L), (await MarkerAsync(), await UnreadAsync()));
    }

    [Fact]
    public async Task Read_operations_leave_the_hint_of_the_binding_and_the_room_alone()
    {
        await RoomWithEventsAsync("e0", "e1");
        var room = await RoomAsync();
        var binding = await Store.Bindings.AddAsync(Samples.Binding() with { LastReadIndex = 77 }, Token);

        await MarkReadAsync("e0");
        await MarkAllReadAsync();

        Assert.Equal(binding, await Store.Bindings.GetAsync(Samples.RoomId, Samples.ChannelId, Token));
        Assert.Equal(room, await RoomAsync());
        Assert.Equal(1, await MarkerAsync());
    }

    private Task<bool> MarkReadAsync(string eventId) => Store.ReadState.MarkReadAsync(Samples.RoomId, Samples.ChannelId, eventId, Token);

    private Task<bool> MarkAllReadAsync() => Store.ReadState.MarkAllReadAsync(Samples.RoomId, Samples.ChannelId, Token);

    private Task<bool> RestoreAsync(long index) =>
        Store.ReadState.RestoreMarkerAsync(new() { RoomId = Samples.RoomId, ChannelId = Samples.ChannelId, Index = index }, Token);

    private Task<long> UnreadAsync(string channelId = Samples.ChannelId) => Store.ReadState.UnreadCountAsync(Samples.RoomId, channelId, Token);

    private async Task<long> MarkerAsync() => (await Store.ReadState.MarkersAsync(Samples.RoomId, Token))[Samples.ChannelId];
}

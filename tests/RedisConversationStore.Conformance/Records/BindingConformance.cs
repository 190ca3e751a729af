using Xunit;

namespace Conversations.Conformance;

/// <summary>Channels bound to rooms.</summary>
/// <param name="fixture">The backend.</param>
public abstract class BindingConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Add_stores_the_binding()
    {
        await CreateRoomAsync();

        Assert.Equal(Samples.FullBinding(), await Store.Bindings.AddAsync(Samples.FullBinding(), Token));

        Assert.Equal(Samples.FullBinding(), await GetAsync());
    }

    [Fact]
    public async Task Add_to_an_unknown_room_is_not_found_and_leaves_nothing()
    {
        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Bindings.AddAsync(Samples.Binding(), Token));

        Assert.Equal((ConversationStoreErrorCodes.NotFound, RecordKinds.Room, Samples.RoomId), (error.Code, error.Kind, error.Id));
        await CreateRoomAsync();
        Assert.Null(await GetAsync());
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
    }

    [Fact]
    public async Task Add_again_replaces_the_binding_but_keeps_attached_at()
    {
        await CreateRoomAsync();
        await Store.Bindings.AddAsync(Samples.FullBinding(), Token);

        var again = await Store.Bindings.AddAsync(Samples.Binding() with { AttachedAt = Samples.Instant.AddDays(1) }, Token);

        Assert.Equal(Samples.Binding(), again);
        Assert.Equal(again, await GetAsync());
        Assert.Equal([again], await ListAsync());
    }

    [Fact]
    public async Task Add_after_a_removal_takes_attached_at_anew()
    {
        await CreateRoomAsync();
        await Store.Bindings.AddAsync(Samples.Binding(), Token);
        await RemoveAsync();

        var again = await Store.Bindings.AddAsync(Samples.Binding() with { AttachedAt = Samples.Instant.AddDays(1) }, Token);

        Assert.Equal(Samples.Instant.AddDays(1), again.AttachedAt);
        Assert.Equal(again, await GetAsync());
    }

    [Fact]
    public async Task Update_replaces_the_binding_but_keeps_attached_at()
    {
        await CreateRoomAsync();
        await Store.Bindings.AddAsync(Samples.Binding(), Token);

        var updated = await Store.Bindings.UpdateAsync(Samples.FullBinding() with { AttachedAt = Samples.Instant.AddDays(-1) }, Token);

        Assert.Equal(Samples.FullBinding(), updated);
        Assert.Equal(updated, await GetAsync());
    }

    [Fact]
    public async Task Update_of_an_unknown_binding_is_not_found_and_creates_nothing()
    {
        await CreateRoomAsync();

        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Bindings.UpdateAsync(Samples.Binding(), Token));
        Assert.Equal((RecordKinds.Binding, Samples.ChannelId), (error.Kind, error.Id));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Bindings.UpdateAsync(Samples.Binding(roomId: "unknown"), Token));

        Assert.Empty(await ListAsync());
        Assert.Empty(await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
    }

    [Fact]
    public async Task Get_and_Exists_tell_bound_channels_from_others()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        await Store.Bindings.AddAsync(Samples.Binding(), Token);

        Assert.True(await Store.Bindings.ExistsAsync(Samples.RoomId, Samples.ChannelId, Token));
        foreach (var (roomId, channelId) in new[] { (Samples.RoomId, "unknown"), ("other", Samples.ChannelId), ("unknown", Samples.ChannelId) })
        {
            Assert.Null(await Store.Bindings.GetAsync(roomId, channelId, Token));
            Assert.False(await Store.Bindings.ExistsAsync(roomId, channelId, Token));
        }
    }

    [Fact]
    public async Task Remove_is_true_if_the_channel_was_bound()
    {
        await CreateRoomAsync();
        await Store.Bindings.AddAsync(Samples.Binding(), Token);

        Assert.False(await Store.Bindings.RemoveAsync("unknown", Samples.ChannelId, Token));
        Assert.True(await RemoveAsync());
        Assert.False(await RemoveAsync());

        Assert.Null(await GetAsync());
        Assert.False(await Store.Bindings.ExistsAsync(Samples.RoomId, Samples.ChannelId, Token));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Remove_leaves_the_same_channel_in_other_rooms()
    {
        await CreateRoomAsync();
        await CreateRoomAsync("other");
        await Store.Bindings.AddAsync(Samples.Binding(), Token);
        await Store.Bindings.AddAsync(Samples.Binding(roomId: "other"), Token);

        await RemoveAsync();

        Assert.True(await Store.Bindings.ExistsAsync("other", Samples.ChannelId, Token));
        Assert.Equal(["other"], await Store.Directory.FindIdsByChannelAsync(Samples.ChannelId, cancellationToken: Token));
    }

    [Fact]
    public async Task List_is_in_order_of_attachment_then_by_the_bytes_of_the_id()
    {
        await CreateRoomAsync();
        foreach (var (channelId, second) in new[] { ("late", 2), ("\U00010000", 1), ("\uFFFD", 1), ("a", 1), ("B", 1), ("early", 0) })
        {
            await Store.Bindings.AddAsync(Samples.Binding(channelId) with { AttachedAt = Samples.Instant.AddSeconds(second) }, Token);
        }

        await Store.Bindings.AddAsync(Samples.Binding("early") with { AttachedAt = Samples.Instant.AddSeconds(9) }, Token);

        Assert.Equal(["early", "B", "a", "\uFFFD", "\U00010000", "late"], (await ListAsync()).Select(binding => binding.ChannelId));
    }

    [Fact]
    public async Task List_of_an_unknown_or_empty_room_is_empty()
    {
        await CreateRoomAsync();

        Assert.Empty(await ListAsync());
        Assert.Empty(await Store.Bindings.ListAsync("unknown", Token));
    }

    [Fact]
    public async Task Bindings_leave_the_room_record_alone()
    {
        var room = await CreateRoomAsync();

        await Store.Bindings.AddAsync(Samples.Binding(), Token);
        await Store.Bindings.UpdateAsync(Samples.FullBinding(), Token);
        await RemoveAsync();

        Assert.Equal(room, await RoomAsync());
    }

    private Task<ChannelBinding?> GetAsync() => Store.Bindings.GetAsync(Samples.RoomId, Samples.ChannelId, Token);

    private Task<bool> RemoveAsync() => Store.Bindings.RemoveAsync(Samples.RoomId, Samples.ChannelId, Token);

    private Task<IReadOnlyList<ChannelBinding>> ListAsync() => Store.Bindings.ListAsync(Samples.RoomId, Token);
}

using Xunit;

namespace Conversations.Conformance;

/// <summary>Patching the metadata of a room.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomMetadataConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    /// <inheritdoc/>
    protected override StoreSettings Settings => new() { TimeProvider = Clock };

    [Fact]
    public async Task Patch_touches_nothing_but_its_keys_and_updated_at_and_version()
    {
        var created = await Store.Rooms.CreateAsync(Samples.FullRoom(), Token);
        await AddAsync(Samples.Event("e"));
        var before = await RoomAsync();

        var patched = await PatchAsync(DataObject.Of(("new", 1), ("true", "changed")), "zero");

        var metadata = created.Metadata.Without("zero").With("true", "changed").With("new", 1);
        Assert.Equal(before with { Metadata = metadata, UpdatedAt = Clock.GetUtcNow(), Version = before.Version + 1 }, patched);
        Assert.Equal(patched, await RoomAsync());
    }

    [Fact]
    public async Task Patch_of_an_unknown_room_is_null_and_creates_nothing()
    {
        Assert.Null(await Store.Rooms.PatchMetadataAsync("unknown", DataObject.Of(("a", 1)), ["b"], Token));
        Assert.False(await Store.Rooms.ExistsAsync("unknown", Token));
    }

    [Fact]
    public async Task Patch_keeps_the_place_of_a_key_it_sets_and_appends_new_ones()
    {
        await CreateWithMetadataAsync(DataObject.Of(("a", 1), ("b", 2), ("c", 3)));

        var patched = await PatchAsync(DataObject.Of(("z", 26), ("b", "two"), ("d", 4)));

        Assert.Equal(["a", "b", "c", "z", "d"], patched.Metadata.Keys);
        Assert.Equal(["a", "b", "c", "z", "d"], (await RoomAsync()).Metadata.Keys);
    }

    [Fact]
    public async Task Patch_that_unsets_and_sets_a_key_moves_it_to_the_end()
    {
        await CreateWithMetadataAsync(DataObject.Of(("a", 1), ("b", 2), ("c", 3)));

        var patched = await PatchAsync(DataObject.Of(("a", "one")), "a");

        Assert.Equal(["b", "c", "a"], patched.Metadata.Keys);
        Assert.Equal("one", patched.Metadata["a"]);
        Assert.Equal(patched.Metadata.Keys, (await RoomAsync()).Metadata.Keys);
    }

    [Fact]
    public async Task Patch_unsets_keys_that_are_there_and_ignores_others()
    {
        await CreateWithMetadataAsync(DataObject.Of(("a", 1), ("b", 2)));

        var patched = await PatchAsync(DataObject.Empty, "a", "not there", "a");

        Assert.Equal(DataObject.Of(("b", 2)), patched.Metadata);
        Assert.Equal(patched, await RoomAsync());
    }

    [Fact]
    public async Task Patch_can_remove_the_last_key_and_start_again()
    {
        await CreateWithMetadataAsync(DataObject.Of(("a", 1)));

        Assert.Equal(DataObject.Empty, (await PatchAsync(DataObject.Empty, "a")).Metadata);
        Assert.Equal(DataObject.Empty, (await RoomAsync()).Metadata);
        Assert.Equal(DataObject.Of(("b", 2)), (await PatchAsync(DataObject.Of(("b", 2)))).Metadata);
    }

    [Fact]
    public async Task Patch_of_nothing_counts_as_a_change()
    {
        var created = await CreateRoomAsync();

        var patched = await PatchAsync(DataObject.Empty);

        Assert.Equal(created with { UpdatedAt = Clock.GetUtcNow(), Version = 2 }, patched);
    }

    [Fact]
    public async Task Patch_sets_values_of_every_kind_exactly()
    {
        await CreateRoomAsync();

        var patched = await PatchAsync(Samples.Data);

        Assert.Equal(Samples.Data, patched.Metadata);
        Assert.Equal(Samples.Data.Keys, patched.Metadata.Keys);
        Assert.Equal(patched, await RoomAsync());
    }

    [Fact]
    public async Task Patch_sets_null_as_a_value_and_does_not_unset_by_it()
    {
        await CreateWithMetadataAsync(DataObject.Of(("a", 1)));

        var patched = await PatchAsync(DataObject.Of(("a", DataValue.Null)));

        Assert.Equal(DataObject.Of(("a", DataValue.Null)), patched.Metadata);
        Assert.Equal(patched, await RoomAsync());
    }

    [Fact]
    public async Task Patch_replaces_a_nested_object_as_a_whole()
    {
        await CreateWithMetadataAsync(DataObject.Of(("a", DataObject.Of(("x", 1), ("y", 2)))));

        var patched = await PatchAsync(DataObject.Of(("a", DataObject.Of(("y", 3)))));

        Assert.Equal(DataObject.Of(("a", DataObject.Of(("y", 3)))), patched.Metadata);
    }

    [Fact]
    public async Task Patch_makes_an_update_based_on_the_version_before_it_conflict()
    {
        var created = await CreateRoomAsync();

        await PatchAsync(DataObject.Of(("a", 1)));

        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Rooms.UpdateAsync(created, created.Version, Token));
    }

    [Fact]
    public async Task Update_replaces_metadata_as_a_whole_and_in_its_order()
    {
        await CreateWithMetadataAsync(DataObject.Of(("a", 1), ("b", 2), ("c", 3)));

        await Store.Rooms.UpdateAsync(Samples.Room() with { Metadata = DataObject.Of(("d", 4), ("b", 2), ("a", 1)) }, Token);

        Assert.Equal(["d", "b", "a"], (await RoomAsync()).Metadata.Keys);
    }

    [Fact]
    public async Task Metadata_of_many_keys_keeps_its_order_through_patches()
    {
        var keys = Enumerable.Range(0, 300).Select(i => $"key {i * 7919 % 300}").ToArray();
        await CreateWithMetadataAsync(DataObject.From(keys.Select(key => KeyValuePair.Create(key, (DataValue)key))));

        await PatchAsync(DataObject.Of((keys[0], "changed"), ("last", 1)), keys[1]);

        Assert.Equal([keys[0], .. keys[2..], "last"], (await RoomAsync()).Metadata.Keys);
    }

    private Task<Room> CreateWithMetadataAsync(DataObject metadata) => CreateRoomAsync(change: room => room with { Metadata = metadata });

    private async Task<Room> PatchAsync(DataObject set, params string[] unset)
    {
        var room = await Store.Rooms.PatchMetadataAsync(Samples.RoomId, set, unset.Length == 0 ? null : unset, Token);
        Assert.NotNull(room);
        return room;
    }
}

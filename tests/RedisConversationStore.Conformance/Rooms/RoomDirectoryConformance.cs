using Xunit;

namespace Conversations.Conformance;

/// <summary>Listing and finding rooms.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomDirectoryConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task List_orders_by_created_at_then_by_the_bytes_of_the_id()
    {
        await CreateAsync("late", 2);
        await CreateAsync("\U00010000", 1);
        await CreateAsync("\uFFFD", 1);
        await CreateAsync("a", 1);
        await CreateAsync("B", 1);
        await CreateAsync("early", -1_000_000_000);

        string[] expected = ["early", "B", "a", "\uFFFD", "\U00010000", "late"];
        Assert.Equal(expected, Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
        Assert.Equal(expected, await FindAsync(new()));
    }

    [Fact]
    public async Task List_orders_instants_a_microsecond_apart_and_at_the_ends_of_the_range()
    {
        foreach (var (id, createdAt) in new[]
        {
            ("d", Samples.Instant.AddMicroseconds(1)), ("c", Samples.Instant), ("e", Instants.Latest), ("a", Instants.Earliest), ("b", DateTimeOffset.UnixEpoch.AddMicroseconds(-1)),
        })
        {
            await CreateRoomAsync(id, room => room with { CreatedAt = createdAt });
        }

        Assert.Equal(["a", "b", "c", "d", "e"], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)));
    }

    [Theory]
    [InlineData(0, 2, new[] { "r0", "r1" })]
    [InlineData(1, 3, new[] { "r1", "r2", "r3" })]
    [InlineData(3, 1000, new[] { "r3", "r4" })]
    [InlineData(5, 1, new string[0])]
    [InlineData(int.MaxValue, 1000, new string[0])]
    public async Task List_and_Find_page_by_offset_and_limit(int offset, int limit, string[] expected)
    {
        for (var i = 4; i >= 0; i--) await CreateAsync($"r{i}", i, room => room with { OrganizationId = "org", Metadata = DataObject.Of(("a", 1)) });
        await CreateAsync("other", -1);

        Assert.Equal(expected, await FindAsync(new() { OrganizationId = "org" }, offset, limit));
        Assert.Equal(expected, await FindAsync(new() { Metadata = DataObject.Of(("a", 1)) }, offset, limit));
        await Store.Rooms.DeleteAsync("other", Token);
        Assert.Equal(expected, Ids(await Store.Rooms.ListAsync(offset, limit, Token)));
        Assert.Equal(expected, await FindAsync(new(), offset, limit));
    }

    [Fact]
    public async Task List_returns_rooms_as_stored()
    {
        await CreateRoomAsync();
        await AddEventsAsync("e");

        Assert.Equal([await RoomAsync()], await Store.Rooms.ListAsync(cancellationToken: Token));
        Assert.Equal([await RoomAsync()], await Store.Directory.FindAsync(new(), cancellationToken: Token));
    }

    [Fact]
    public async Task Find_narrows_by_organization()
    {
        await CreateAsync("a", 1, room => room with { OrganizationId = "org-1" });
        await CreateAsync("b", 2, room => room with { OrganizationId = "org-2" });
        await CreateAsync("c", 3);
        await CreateAsync("d", 0, room => room with { OrganizationId = "org-1" });

        Assert.Equal(["d", "a"], await FindAsync(new() { OrganizationId = "org-1" }));
        Assert.Equal(["d", "a", "b", "c"], await FindAsync(new()));
        Assert.Empty(await FindAsync(new() { OrganizationId = "org" }));
    }

    [Fact]
    public async Task Find_narrows_by_status()
    {
        await CreateAsync("a", 1);
        await CreateAsync("b", 2, room => room with { Status = RoomStatus.Closed });
        await CreateAsync("c", 3, room => room with { Status = new("from_the_future") });

        Assert.Equal(["a"], await FindAsync(new() { Status = RoomStatus.Active }));
        Assert.Equal(["b"], await FindAsync(new() { Status = RoomStatus.Closed }));
        Assert.Equal(["c"], await FindAsync(new() { Status = new RoomStatus("from_the_future") }));
        Assert.Empty(await FindAsync(new() { Status = RoomStatus.Archived }));
    }

    [Fact]
    public async Task Find_narrows_by_metadata_equality_on_all_given_keys()
    {
        await CreateAsync("a", 1, room => room with { Metadata = DataObject.Of(("vip", true), ("level", 1), ("extra", "x")) });
        await CreateAsync("b", 2, room => room with { Metadata = DataObject.Of(("vip", true), ("level", 2)) });
        await CreateAsync("c", 3, room => room with { Metadata = DataObject.Of(("vip", false), ("level", 1)) });
        await CreateAsync("d", 4);

        Assert.Equal(["a", "b"], await FindAsync(new() { Metadata = DataObject.Of(("vip", true)) }));
        Assert.Equal(["a"], await FindAsync(new() { Metadata = DataObject.Of(("level", 1), ("vip", true)) }));
        Assert.Empty(await FindAsync(new() { Metadata = DataObject.Of(("vip", true), ("absent", 1)) }));
        Assert.Equal(["a", "b", "c", "d"], await FindAsync(new() { Metadata = DataObject.Empty }));
    }

    [Fact]
    public async Task Find_compares_metadata_by_kind_and_value()
    {
        await CreateAsync("integer", 1, room => room with { Metadata = DataObject.Of(("v", 1)) });
        await CreateAsync("double", 2, room => room with { Metadata = DataObject.Of(("v", 1.0)) });
        await CreateAsync("string", 3, room => room with { Metadata = DataObject.Of(("v", "1")) });
        await CreateAsync("true", 4, room => room with { Metadata = DataObject.Of(("v", true)) });
        await CreateAsync("nested", 5, room => room with { Metadata = DataObject.Of(("v", DataObject.Of(("a", 1), ("b", DataValue.Array(1, 2))))) });

        Assert.Equal(["integer"], await FindAsync(new() { Metadata = DataObject.Of(("v", 1)) }));
        Assert.Equal(["double"], await FindAsync(new() { Metadata = DataObject.Of(("v", 1.0)) }));
        Assert.Equal(["string"], await FindAsync(new() { Metadata = DataObject.Of(("v", "1")) }));
        Assert.Equal(["true"], await FindAsync(new() { Metadata = DataObject.Of(("v", true)) }));
        Assert.Equal(["nested"], await FindAsync(new() { Metadata = DataObject.Of(("v", DataObject.Of(("b", DataValue.Array(1, 2)), ("a", 1)))) }));
        Assert.Empty(await FindAsync(new() { Metadata = DataObject.Of(("v", DataObject.Of(("a", 1)))) }));
    }

    [Fact]
    public async Task Find_by_null_finds_rooms_that_have_the_key_with_null()
    {
        await CreateAsync("null", 1, room => room with { Metadata = DataObject.Of(("v", DataValue.Null)) });
        await CreateAsync("value", 2, room => room with { Metadata = DataObject.Of(("v", 1)) });
        await CreateAsync("absent", 3);

        Assert.Equal(["null"], await FindAsync(new() { Metadata = DataObject.Of(("v", DataValue.Null)) }));
    }

    [Fact]
    public async Task Find_narrows_by_all_criteria_together()
    {
        await CreateAsync("match", 1, Matching);
        await CreateAsync("organization", 2, room => Matching(room) with { OrganizationId = "other" });
        await CreateAsync("status", 3, room => Matching(room) with { Status = RoomStatus.Active });
        await CreateAsync("metadata", 4, room => Matching(room) with { Metadata = DataObject.Of(("a", 2)) });

        Assert.Equal(["match"], await FindAsync(new() { OrganizationId = "org", Status = RoomStatus.Paused, Metadata = DataObject.Of(("a", 1)) }));

        static Room Matching(Room room) => room with { OrganizationId = "org", Status = RoomStatus.Paused, Metadata = DataObject.Of(("a", 1)) };
    }

    [Fact]
    public async Task Find_follows_updates_and_patches()
    {
        var room = await CreateRoomAsync(change: room => room with { OrganizationId = "old", Metadata = DataObject.Of(("a", 1)) });

        await Store.Rooms.UpdateAsync(room with { OrganizationId = "new", Status = RoomStatus.Archived }, Token);
        await Store.Rooms.PatchMetadataAsync(room.Id, DataObject.Of(("a", 2)), cancellationToken: Token);

        Assert.Empty(await FindAsync(new() { OrganizationId = "old" }));
        Assert.Empty(await FindAsync(new() { Status = RoomStatus.Active }));
        Assert.Empty(await FindAsync(new() { Metadata = DataObject.Of(("a", 1)) }));
        Assert.Equal([room.Id], await FindAsync(new() { OrganizationId = "new", Status = RoomStatus.Archived, Metadata = DataObject.Of(("a", 2)) }));

        await Store.Rooms.UpdateAsync(room with { OrganizationId = null }, Token);

        Assert.Empty(await FindAsync(new() { OrganizationId = "new" }));
        Assert.Equal([room.Id], await FindAsync(new() { Status = RoomStatus.Active }));
    }

    private Task<Room> CreateAsync(string roomId, int createdAfterSeconds, Func<Room, Room>? change = null) =>
        CreateRoomAsync(roomId, room => (change?.Invoke(room) ?? room) with { CreatedAt = Samples.Instant.AddSeconds(createdAfterSeconds) });

    private async Task<string[]> FindAsync(RoomQuery query, int offset = 0, int limit = 100) =>
        Ids(await Store.Directory.FindAsync(query, offset, limit, Token));

    private static string[] Ids(IEnumerable<Room> rooms) => [.. rooms.Select(room => room.Id)];
}

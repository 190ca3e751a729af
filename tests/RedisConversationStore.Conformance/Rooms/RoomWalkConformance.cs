using Xunit;

namespace Conversations.Conformance;

/// <summary>Walking all rooms, or those of a query, while others come and go.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomWalkConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Enumerate_of_an_empty_store_returns_nothing()
    {
        Assert.Empty(await WalkAsync());
        Assert.Empty(await Store.Rooms.ListAfterAsync(new() { CreatedAt = Samples.Instant, RoomId = "unknown" }, cancellationToken: Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Enumerate_returns_all_rooms_as_stored_by_created_at_then_by_the_bytes_of_the_id(int pageSize)
    {
        foreach (var (id, second) in new[] { ("late", 2), ("\U00010000", 1), ("\uFFFD", 1), ("a", 1), ("B", 1), ("ab", 1), ("early", -1_000_000_000) }) await CreateAsync(id, second);

        Assert.Equal(["early", "B", "a", "ab", "\uFFFD", "\U00010000", "late"], await WalkAsync(pageSize: pageSize));
        await foreach (var room in Store.Rooms.EnumerateAsync(pageSize: pageSize, cancellationToken: Token)) Assert.Equal(await RoomAsync(room.Id), room);
    }

    [Fact]
    public async Task Enumerate_of_a_query_returns_the_rooms_that_meet_all_criteria()
    {
        for (var i = 0; i < 30; i++)
        {
            await CreateAsync($"r{i:00}", i, room => room with
            {
                OrganizationId = i % 2 == 0 ? "org" : null,
                Status = i % 3 == 0 ? RoomStatus.Closed : RoomStatus.Active,
                Metadata = DataObject.Of(("a", i % 5)),
            });
        }

        foreach (var query in (RoomQuery[])[
            new(), new() { OrganizationId = "org" }, new() { Status = RoomStatus.Closed }, new() { OrganizationId = "org", Status = RoomStatus.Closed },
            new() { Metadata = DataObject.Of(("a", 3)) }, new() { OrganizationId = "none" }, new() { OrganizationId = "org", Status = RoomStatus.Active, Metadata = DataObject.Of(("a", 4)) },
        ])
        {
            var expected = (await Store.Directory.FindAsync(query, cancellationToken: Token)).Select(room => room.Id);
            Assert.Equal(expected, await WalkAsync(query, pageSize: 4));
        }
    }

    [Fact]
    public async Task ListAfter_returns_the_rooms_after_a_position_whether_or_not_a_room_is_there()
    {
        for (var i = 1; i <= 3; i++)
        {
            await CreateAsync($"a{i}", i);
            await CreateAsync($"b{i}", i);
        }

        Assert.Equal(["b2", "a3", "b3"], await AfterAsync(2, "a2"));
        Assert.Equal(["a3", "b3"], await AfterAsync(2, "b2"));
        Assert.Equal(["a2", "b2", "a3", "b3"], await AfterAsync(2, "a"));
        Assert.Equal(["b2", "a3", "b3"], await AfterAsync(2, "a22"));
        Assert.Equal(["a3", "b3"], await AfterAsync(2, "c"));
        Assert.Equal(["a1", "b1", "a2", "b2", "a3", "b3"], await AfterAsync(0, "c"));
        Assert.Empty(await AfterAsync(3, "b3"));
        Assert.Empty(await AfterAsync(4, "a"));

        await Store.Rooms.DeleteAsync("a2", Token);
        Assert.Equal(["b2", "a3", "b3"], await AfterAsync(2, "a2"));
        Assert.Equal(["b2", "a3"], await AfterAsync(2, "a2", limit: 2));
    }

    [Fact]
    public async Task ListAfter_compares_positions_in_whole_microseconds()
    {
        var room = await CreateAsync("room", 0);
        var position = new RoomPosition { CreatedAt = room.CreatedAt.AddTicks(9).ToOffset(TimeSpan.FromHours(2)), RoomId = "q" };

        Assert.Equal([room], await Store.Rooms.ListAfterAsync(position, cancellationToken: Token));
        Assert.Empty(await Store.Rooms.ListAfterAsync(position with { RoomId = room.Id }, cancellationToken: Token));
    }

    [Fact]
    public async Task Enumerate_resumes_anywhere_among_hundreds_of_rooms_of_one_created_at()
    {
        string[] ids = [.. Enumerable.Range(0, 300).Select(i => $"r{i:000}")];
        foreach (var chunk in Enumerable.Reverse(ids).Chunk(50)) await Task.WhenAll(chunk.Select(id => CreateAsync(id, 1)));
        await CreateAsync("before", 0);
        await CreateAsync("after", 2);

        string[] all = ["before", .. ids, "after"];
        Assert.Equal(all, await WalkAsync(pageSize: 40));
        foreach (var passed in (int[])[0, 1, 39, 40, 41, 150, 298, 299])
        {
            var position = new RoomPosition { CreatedAt = Samples.Instant.AddSeconds(1), RoomId = ids[passed] };
            Assert.Equal(all.Skip(passed + 2), await WalkAsync(after: position, pageSize: 40));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Enumerate_beside_creation_deletion_and_updates_returns_each_room_that_stays_exactly_once(int seed)
    {
        var random = new Random(seed);
        var visitors = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            await CreateAsync($"r{i:000} stays", random.Next(4));
            await CreateVisitorAsync();
        }

        var seen = new List<string>();
        await foreach (var room in Store.Rooms.EnumerateAsync(pageSize: 3, cancellationToken: Token))
        {
            seen.Add(room.Id);
            if (visitors.Count > 0 && random.Next(2) == 0) await RemoveVisitorAsync();
            if (random.Next(3) == 0) await CreateVisitorAsync();
            await ChangeAsync(room.Id);
            await ChangeAsync($"r{random.Next(40):000} stays");
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"r{i:000} stays"), seen.Where(id => id.EndsWith("stays", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(seen.Count, seen.Distinct().Count());

        async Task CreateVisitorAsync()
        {
            visitors.Add($"r{random.Next(40):000} visitor {visitors.Count} {random.Next()}");
            await CreateAsync(visitors[^1], random.Next(4));
        }

        async Task RemoveVisitorAsync()
        {
            var visitor = random.Next(visitors.Count);
            await Store.Rooms.DeleteAsync(visitors[visitor], Token);
            visitors.RemoveAt(visitor);
        }

        async Task ChangeAsync(string id)
        {
            if (await Store.Rooms.GetAsync(id, Token) is { } room) await Store.Rooms.UpdateAsync(room with { Status = random.Next(2) == 0 ? RoomStatus.Closed : RoomStatus.Active }, Token);
        }
    }

    [Fact]
    public async Task Enumerate_of_a_query_returns_each_room_that_meets_it_all_the_time_while_others_change()
    {
        for (var i = 0; i < 60; i++) await CreateAsync($"r{i:00}", i / 20, room => room with { OrganizationId = "org", Status = RoomStatus.Active });

        // Every third room leaves the query, before and after the walk's position; the others change what the query does not ask for.
        var seen = new List<string>();
        await foreach (var room in Store.Rooms.EnumerateAsync(new() { OrganizationId = "org" }, pageSize: 4, cancellationToken: Token))
        {
            seen.Add(room.Id);
            foreach (var i in (int[])[seen.Count - 1, 60 - seen.Count])
            {
                await Store.Rooms.UpdateAsync($"r{i:00}", room => i % 3 == 0 ? room with { OrganizationId = "other" } : room with { Status = RoomStatus.Closed }, cancellationToken: Token);
            }
        }

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(Enumerable.Range(0, 60).Where(i => i % 3 != 0).Select(i => $"r{i:00}"), seen.Where(id => int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture) % 3 != 0));
    }

    private Task<Room> CreateAsync(string roomId, int createdAfterSeconds, Func<Room, Room>? change = null) =>
        CreateRoomAsync(roomId, room => (change?.Invoke(room) ?? room) with { CreatedAt = Samples.Instant.AddSeconds(createdAfterSeconds) });

    private async Task<string[]> AfterAsync(int createdAfterSeconds, string roomId, int limit = 100) =>
        [.. (await Store.Rooms.ListAfterAsync(new RoomPosition { CreatedAt = Samples.Instant.AddSeconds(createdAfterSeconds), RoomId = roomId }, limit: limit, cancellationToken: Token)).Select(room => room.Id)];

    private async Task<string[]> WalkAsync(RoomQuery? query = null, RoomPosition? after = null, int pageSize = 200)
    {
        var ids = new List<string>();
        await foreach (var room in Store.Rooms.EnumerateAsync(query, after, pageSize, Token)) ids.Add(room.Id);
        return [.. ids];
    }
}

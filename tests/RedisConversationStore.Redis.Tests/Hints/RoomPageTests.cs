using Conversations.Conformance;
using Conversations.Redis.Tests.RoundTrips;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Entries of an index that go while another process reads it: between a page of entries and the next, no room that was there all the time is lost.</summary>
public sealed class RoomPageTests(RedisServerFixture fixture) : HintTest(fixture)
{
    private const string Channel = "channel";
    private const string Person = "person";
    private const int Rooms = 8;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task FindLatest_finds_a_room_when_newer_rooms_are_unbound_between_two_pages(int removed, bool areTies)
    {
        await CreateRoomsAsync(areTies, room => room.Id == "r3" ? RoomStatus.Active : RoomStatus.Closed);

        var found = await ReadAsync(
            Keys.ParticipantRooms(Person),
            store => store.Directory.FindLatestAsync(Person, status: RoomStatus.Active, cancellationToken: Token),
            () => Task.WhenAll(Enumerable.Range(Rooms - removed, removed).Select(i => Store.Bindings.RemoveAsync($"r{i}", Channel, Token))));

        Assert.Equal("r3", found?.Id);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task FindIdsByChannel_finds_all_rooms_when_others_are_unbound_between_two_pages(int removed, bool areTies)
    {
        await CreateRoomsAsync(areTies, room => string.CompareOrdinal(room.Id, "r4") < 0 ? RoomStatus.Closed : RoomStatus.Active);

        var ids = await ReadAsync(
            Keys.ChannelRooms(Channel),
            store => store.Directory.FindIdsByChannelAsync(Channel, RoomStatus.Active, limit: 4, Token),
            () => Task.WhenAll(Enumerable.Range(0, removed).Select(i => Store.Bindings.RemoveAsync($"r{i}", Channel, Token))));

        Assert.Equal(["r4", "r5", "r6", "r7"], ids);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task List_returns_all_rooms_when_stale_entries_are_removed_between_two_pages(int removed, bool areTies)
    {
        var stale = await CreateRoomsAfterStaleEntriesAsync(areTies);

        var rooms = await ReadAsync(Keys.Rooms(null, null), store => store.Rooms.ListAsync(limit: 4, cancellationToken: Token), () => RemoveAsync(stale.Take(removed)));

        Assert.Equal(["r0", "r1", "r2", "r3"], Ids(rooms));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Enumerate_returns_all_rooms_when_stale_entries_are_removed_between_two_pages(int removed, bool areTies)
    {
        var stale = await CreateRoomsAfterStaleEntriesAsync(areTies);

        var rooms = await ReadAsync(
            Keys.Rooms(null, null),
            async store =>
            {
                var rooms = new List<Room>();
                await foreach (var room in store.Rooms.EnumerateAsync(pageSize: 4, cancellationToken: Token)) rooms.Add(room);
                return rooms;
            },
            () => RemoveAsync(stale.Take(removed)));

        Assert.Equal(["r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7"], Ids(rooms));
    }

    /// <summary>How many of the four entries of the first page are removed, and whether all rooms have one created_at.</summary>
    public static TheoryData<int, bool> Cases => new() { { 1, false }, { 3, false }, { 4, false }, { 1, true }, { 3, true }, { 4, true } };

    /// <summary>Reads through a proxy, and makes a change while the read has the first entries of an index and has not asked for more.</summary>
    private async Task<T> ReadAsync<T>(RedisKey index, Func<IConversationStore, Task<T>> read, Func<Task> change)
    {
        await using var proxy = new HoldingProxy(fixture.Server.Port);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{proxy.Port},configCheckSeconds=86400,keepAlive=3600");
        await using var store = CreateStore(connection);
        await store.Rooms.ExistsAsync("connects", Token);

        proxy.Hold();
        try
        {
            var reading = read(store);
            await proxy.ArrivedAsync(index.ToString());
            await proxy.AnswerAsync();
            await proxy.ArrivedAsync("HGETALL");
            await change();
            proxy.Open();
            return await reading;
        }
        finally
        {
            proxy.Open();
        }
    }

    private async Task CreateRoomsAsync(bool areTies, Func<Room, RoomStatus>? status = null)
    {
        for (var i = 0; i < Rooms; i++)
        {
            var room = Samples.Room($"r{i}") with { CreatedAt = Samples.Instant.AddSeconds(areTies ? 0 : i) };
            await Store.Rooms.CreateAsync(room with { Status = status?.Invoke(room) ?? RoomStatus.Active }, Token);
            await Store.Bindings.AddAsync(Samples.Binding(Channel) with { RoomId = room.Id, ParticipantId = Person }, Token);
        }
    }

    /// <summary>Rooms, and before them as many entries of rooms that are not there as a reader asks for first.</summary>
    private async Task<HintEntry[]> CreateRoomsAfterStaleEntriesAsync(bool areTies)
    {
        HintEntry[] stale =
        [
            .. Enumerable.Range(0, 4).Select(i => new HintEntry(
                Keys.Rooms(null, null), HintMember.Create($"gone {i}", Nonce.Create()), Instants.ToMicroseconds(Samples.Instant.AddSeconds(areTies ? 0 : i - 10)))),
        ];
        await WriteAsync(stale);
        await CreateRoomsAsync(areTies);
        return stale;
    }

    private async Task RemoveAsync(IEnumerable<HintEntry> entries)
    {
        foreach (var entry in entries) Assert.True(await Database.SortedSetRemoveAsync(entry.Key, entry.Member));
    }
}

using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>A server at its memory limit that evicts nothing: writes are refused as a whole, never by half.</summary>
public class MemoryFaultTests : FaultTest
{
    private const string Room = Samples.RoomId;

    [Fact]
    public async Task Writes_are_refused_as_a_whole_and_go_on_when_there_is_room_again()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        var (added, refused) = await FillAsync(store, admin);

        await CheckInvariantsAsync(store, admin, added);
        Assert.Null(await store.Events.GetAsync(Room, refused, Token));
        Assert.False(await store.Idempotency.IsSeenAsync(Room, "key of " + refused, Token));

        // Every other kind of write is refused in the same way, and reads go on.
        await RefusedAsync(() => store.Rooms.CreateAsync(Samples.Room("another"), Token));
        await RefusedAsync(() => store.Rooms.UpdateAsync(Samples.Room() with { Status = RoomStatus.Closed }, Token));
        await RefusedAsync(() => store.Events.AddManyAsync(Room, [Large("x"), Large("y")], cancellationToken: Token));
        await RefusedAsync(() => store.Events.ImportAsync(Large("x") with { Index = 1_000_000 }, Token));
        await RefusedAsync(() => store.Idempotency.ClaimAsync(Room, "claim", cancellationToken: Token));
        await RefusedAsync(() => store.Bindings.AddAsync(Samples.Binding(), Token));
        await RefusedAsync(() => store.Participants.AddAsync(Samples.Participant(), Token));
        await RefusedAsync(() => store.Identities.CreateAsync(Samples.FullIdentity(), Token));
        await RefusedAsync(() => store.Tasks.AddAsync(Samples.Task(), Token));
        await RefusedAsync(() => store.Observations.AddAsync(Samples.Observation(), Token));
        await RefusedAsync(() => store.ReadState.MarkAllReadAsync(Room, "channel", Token));
        await RefusedAsync(() => store.Rooms.AdvanceDeliveredIndexAsync(Room, 0, cancellationToken: Token));
        Assert.Null(await store.Rooms.GetAsync("another", Token));
        Assert.Empty(await store.Bindings.ListAsync(Room, Token));
        Assert.Empty(await store.ReadState.MarkersAsync(Room, Token));
        await CheckInvariantsAsync(store, admin, added);

        // Deleting needs no memory, and makes some.
        Assert.Equal(["first"], await store.Events.DeleteAsync(Room, "first", cascade: false, Token));
        Assert.True(await store.Rooms.DeleteAsync(Room, Token));
        await Testing.Condition.HoldsAsync("what was deleted is freed, which another thread of the server does", async () => await MemoryAsync(admin, "lazyfree_pending_objects") == 0, Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        Assert.Equal(0, (await store.Events.AddAsync(Large(refused), cancellationToken: Token)).Event.Index);
    }

    private static RoomEvent Large(string id) =>
        Samples.Event(id) with { Content = new TextContent { Body = new string('x', 20_000) }, IdempotencyKey = "key of " + id, ParentEventId = "first" };

    private static Task<StoreUnavailableException> RefusedAsync(Func<Task> write) => UnavailableAsync(UnavailableReason.OutOfMemory, isRetrySafe: true, mayHaveTakenEffect: false, write);

    /// <summary>Adds events until the server refuses one.</summary>
    private static async Task<(int Added, string Refused)> FillAsync(RedisConversationStore store, ConnectionMultiplexer admin)
    {
        var server = admin.GetServers().Single();
        var used = await MemoryAsync(admin, "used_memory");
        await server.ConfigSetAsync("maxmemory-policy", "noeviction");
        await server.ConfigSetAsync("maxmemory", used + 3_000_000);
        for (var number = 1; ; number++)
        {
            try
            {
                await store.Events.AddAsync(Large($"e{number}"), cancellationToken: Token);
            }
            catch (StoreUnavailableException fault) when (fault.Reason == UnavailableReason.OutOfMemory)
            {
                Assert.True(fault.IsRetrySafe);
                Assert.False(fault.MayHaveTakenEffect);

                // From here on the server is over its limit, whatever buffers of connections come and go, until the room is deleted.
                await server.ConfigSetAsync("maxmemory", used + 1_500_000);
                return (number, $"e{number}");
            }
        }
    }

    private static async Task<long> MemoryAsync(ConnectionMultiplexer admin, string figure) =>
        long.Parse((await admin.GetServers().Single().InfoAsync("memory")).SelectMany(lines => lines).Single(line => line.Key == figure).Value);

    private static async Task CheckInvariantsAsync(RedisConversationStore store, ConnectionMultiplexer admin, int added)
    {
        var events = new List<RoomEvent>();
        await foreach (var roomEvent in store.Events.EnumerateAsync(Room, cancellationToken: Token)) events.Add(roomEvent);
        Assert.Equal(Enumerable.Range(0, added).Select(index => (long?)index), events.Select(roomEvent => roomEvent.Index));
        var room = await store.Rooms.GetAsync(Room, Token);
        Assert.Equal((added, added - 1, 1), (room!.EventCount, room.LatestIndex, room.Version));

        var keys = new KeySpace("conv").Room(Room);
        var database = admin.GetDatabase();
        Assert.Equal(added, await database.HashLengthAsync(keys.Ids));
        Assert.Equal(added - 1, await database.SortedSetLengthAsync(keys.Threads));
        Assert.Equal(added - 1, admin.GetServers().Single().Keys(pattern: "conv:{room}:idempotency:*").Count());
    }
}

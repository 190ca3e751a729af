using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>A store filled so that every question has an answer of the same size, whatever the number of rooms: three rooms a participant, three a channel, one identity an address.</summary>
internal sealed class DirectoryStore(IConnectionMultiplexer connection, string name, int rooms) : IAsyncDisposable
{
    private const int RoomsPerAnswer = 3;
    private const int Writers = 64;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RedisConversationStore store = new(connection, new() { KeyPrefix = name });

    /// <summary>What is measured, by name.</summary>
    internal static IReadOnlyList<(string Name, Func<DirectoryStore, int, Task> Call)> Operations { get; } =
    [
        ("find latest room", static (store, call) => store.FindLatestAsync(call)),
        ("find rooms by channel", static (store, call) => store.FindByChannelAsync(call)),
        ("resolve identity", static (store, call) => store.ResolveAsync(call)),
        ("list the first 100 rooms", static (store, _) => store.ListAsync()),
    ];

    internal int Rooms => rooms;

    internal async Task FillAsync()
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            int room;
            while ((room = Interlocked.Increment(ref next)) < rooms) await FillAsync(room);
        }));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task FillAsync(int room)
    {
        var (roomId, group) = ($"room-{room}", room / RoomsPerAnswer);
        await store.Rooms.CreateAsync(new() { Id = roomId, OrganizationId = "org", CreatedAt = Begin.AddSeconds(room) });
        await store.Participants.AddAsync(new() { Id = $"participant-{group}", RoomId = roomId, ChannelId = $"channel-{group}" });
        await store.Bindings.AddAsync(new() { RoomId = roomId, ChannelId = $"channel-{group}", ChannelType = ChannelType.Sms });
        await store.Identities.CreateAsync(new() { Id = $"identity-{room}", ChannelAddresses = ValueMap.Of(("sms", ValueList.Create<string>([$"+{room}"]))) });
    }

    private async Task FindLatestAsync(int call) => Require(await store.Directory.FindLatestAsync($"participant-{Spread(call, rooms / RoomsPerAnswer)}") is not null);

    private async Task FindByChannelAsync(int call) => Require((await store.Directory.FindIdsByChannelAsync($"channel-{Spread(call, rooms / RoomsPerAnswer)}")).Count == RoomsPerAnswer);

    private async Task ResolveAsync(int call) => Require(await store.Identities.ResolveAsync(ChannelType.Sms, $"+{Spread(call, rooms)}") is not null);

    private async Task ListAsync() => Require((await store.Rooms.ListAsync()).Count == 100);

    // Steps through all of them in an order that is not the one they were written in.
    private static int Spread(int call, int count) => (int)(call * 7919L % count);

    private static void Require(bool holds)
    {
        if (!holds) throw new InvalidOperationException("The store did not answer as it was filled.");
    }
}

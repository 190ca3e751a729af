using System.Diagnostics;
using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>A large room and small ones on a server of their own.</summary>
internal sealed class GrownRooms : IAsyncDisposable
{
    internal const string Large = "large";

    /// <summary>How many events a small room has.</summary>
    internal const int SmallRoom = 1_000;

    private const string Channel = "whatsapp-main";

    private readonly RedisConversationStore filler;
    private int smallRooms;

    private GrownRooms(RunningRedis redis)
    {
        Redis = redis;
        filler = new RedisConversationStore(redis.Connection, new RedisConversationStoreOptions { EventLocators = false });
    }

    internal RunningRedis Redis { get; }

    internal static async Task<GrownRooms> FillAsync(int largeRoom)
    {
        var rooms = new GrownRooms(await RunningRedis.StartAsync());
        var begun = Stopwatch.GetTimestamp();
        await rooms.FillAsync(Large, largeRoom);
        await Progress.TellAsync(string.Create(CultureInfo.InvariantCulture, $"a room of {largeRoom:N0} events filled in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s"));
        return rooms;
    }

    /// <summary>Another small room, in which a channel has read half of the events.</summary>
    internal async Task<string> AddSmallRoomAsync()
    {
        var roomId = $"small-{smallRooms++}";
        await FillAsync(roomId, SmallRoom);
        return roomId;
    }

    /// <summary>The unread count of the channel that has read half of a room.</summary>
    internal Task<long> UnreadCountAsync(string roomId) => Redis.Store.ReadState.UnreadCountAsync(roomId, Channel);

    public async ValueTask DisposeAsync()
    {
        await filler.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private async Task FillAsync(string roomId, int events)
    {
        await filler.Rooms.CreateAsync(Samples.Room with { Id = roomId });
        await RoomFiller.FillAsync(filler, roomId, from: 0, events);
        await filler.ReadState.MarkReadAsync(roomId, Channel, Samples.WithoutKey(events / 2, roomId).Id);
    }
}

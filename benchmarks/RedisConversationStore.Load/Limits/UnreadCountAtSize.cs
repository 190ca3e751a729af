using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>What an unread count takes in a large room and in a small one, to a caller who waits for it.</summary>
internal sealed class UnreadCountAtSize : ILimit
{
    public string Name => "unread_count_1m_vs_1k";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        var rooms = await setup.GrownRoomsAsync();
        var small = await rooms.AddSmallRoomAsync();
        var counts = Math.Max(1, setup.Operations / 10);
        var comparison = await setup.CompareAsync(In("large", GrownRooms.Large), In("small", small));
        foreach (var figure in AtSize.Figures(Name, "unread count", setup.LargeRoom, comparison)) yield return figure;

        Contender In(string name, string roomId) =>
            new(name, string.Create(CultureInfo.InvariantCulture, $"the room {roomId}"), () => Round.RunAsync(_ => rooms.UnreadCountAsync(roomId), callers: 1, counts, () => ServerFigures.ScriptMicrosecondsAsync(rooms.Redis.Server)));
    }
}

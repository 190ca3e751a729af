namespace Conversations.Redis.Load;

/// <summary>What adding an event takes in a large room and in small ones, to a caller who waits for it. A small room would not stay small: each round has new ones, and adds a tenth of their size to them.</summary>
internal sealed class AddEventAtSize : ILimit
{
    private const int AddsPerSmallRoom = GrownRooms.SmallRoom / 10;

    public string Name => "add_event_1m_vs_1k";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        var rooms = await setup.GrownRoomsAsync();
        var adds = Math.Max(1, setup.Operations / 10);
        var added = 0;
        var comparison = await setup.CompareAsync(
            new("large", "the large room", () => AddAsync([GrownRooms.Large])),
            new("small", "small rooms", async () => await AddAsync(await SmallRoomsAsync())));
        foreach (var figure in AtSize.Figures(Name, "add event", setup.LargeRoom, comparison)) yield return figure;

        async Task<string[]> SmallRoomsAsync()
        {
            var fresh = new string[(adds + AddsPerSmallRoom - 1) / AddsPerSmallRoom];
            for (var i = 0; i < fresh.Length; i++) fresh[i] = await rooms.AddSmallRoomAsync();
            return fresh;
        }

        Task<Round> AddAsync(string[] roomIds)
        {
            // Ids that no room has yet: those of the fill come first.
            var events = Enumerable.Range(setup.LargeRoom + GrownRooms.SmallRoom + added, adds).Select((number, i) => Samples.Numbered(number, roomIds[i * roomIds.Length / adds])).ToArray();
            added += adds;
            return Round.RunAsync(i => rooms.Redis.Store.Events.AddAsync(events[i]), callers: 1, adds, () => ServerFigures.ScriptMicrosecondsAsync(rooms.Redis.Server));
        }
    }
}

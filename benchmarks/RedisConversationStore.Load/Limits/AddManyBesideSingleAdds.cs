namespace Conversations.Redis.Load;

/// <summary>A hundred events a call beside one a call, from the same callers.</summary>
internal sealed class AddManyBesideSingleAdds : ILimit
{
    private const int EventsPerCall = 100;

    public string Name => "add_many_vs_single";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var redis = await RunningRedis.StartAsync();
        // Calls of a hundred throughout: every room gets a multiple of it.
        const int AllRoomsOnce = LimitSetup.Rooms * EventsPerCall;
        var load = new EventLoad((setup.Operations + AllRoomsOnce - 1) / AllRoomsOnce * AllRoomsOnce, LimitSetup.Rooms, callers: 64);
        var comparison = await setup.CompareAsync(
            load.Contender("many", "the store: events.AddManyAsync", redis.Place, EventsPerCall, events => redis.Store.Events.AddManyAsync(events[0].RoomId, events)),
            redis.Adds(load, "single"));
        yield return new(
            Name,
            "add many (100 per call), events per second / single adds from 64 callers, events per second",
            Bar.AtLeast(3),
            comparison.Ratio("many", "single"),
            LimitSetup.PerSecond(comparison, "many", "single"));
    }
}

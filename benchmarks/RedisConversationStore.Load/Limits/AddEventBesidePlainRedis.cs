namespace Conversations.Redis.Load;

/// <summary>The store beside Redis used as people use it, on the same connection.</summary>
internal sealed class AddEventBesidePlainRedis : ILimit
{
    public string Name => "add_event_vs_plain_redis";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var redis = await RunningRedis.StartAsync();
        var plain = new PlainRedisStore(redis.Database, redis.Server);
        var many = await CompareAsync(setup.Load(share: 2));
        yield return new(Name, "add event / plain Redis implementation, events per second", Bar.AtLeast(3), many.Ratio("store", "plain"), LimitSetup.PerSecond(many, "store", "plain"));
        var oneRoom = await CompareAsync(new(setup.Operations / 2, rooms: 1, setup.Callers));
        yield return new(Name + "_one_room", "the same in one room, where the store commits in groups", null, oneRoom.Ratio("store", "plain"), LimitSetup.PerSecond(oneRoom, "store", "plain"));
        var one = await CompareAsync(new(Math.Max(1, setup.Operations / 20), LimitSetup.Rooms, callers: 1));
        yield return new(Name + "_one_caller", "the same from one caller", null, one.Ratio("store", "plain"), LimitSetup.PerSecond(one, "store", "plain"));

        Task<Comparison> CompareAsync(EventLoad load) => setup.CompareAsync(
            redis.Adds(load),
            load.Contender("plain", "plain Redis", plain, i => plain.AddAsync(load.Events[i])));
    }
}

namespace Conversations.Redis.Load;

/// <summary>The store beside its in-memory twin, which has no server to ask.</summary>
internal sealed class AddEventBesideInMemory : ILimit
{
    public string Name => "add_event_vs_in_memory";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var redis = await RunningRedis.StartAsync();
        await using var memory = new InMemoryPlace();
        var load = setup.Load();
        var comparison = await setup.CompareAsync(
            redis.Adds(load),
            load.Contender("memory", "the in-memory twin", memory, i => memory.Store.Events.AddAsync(load.Events[i])));
        yield return new(Name, "add event / the in-memory twin, events per second", null, comparison.Ratio("store", "memory"), LimitSetup.PerSecond(comparison, "store", "memory"));
    }
}

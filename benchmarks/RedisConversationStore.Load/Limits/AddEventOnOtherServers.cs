using Conversations.LoadTesting;

namespace Conversations.Redis.Load;

/// <summary>The store on further servers beside the store on the redis-server of the PATH.</summary>
internal sealed class AddEventOnOtherServers : ILimit
{
    public string Name => "add_event_on_other_servers";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        foreach (var executable in setup.OtherServers)
        {
            await using var redis = await RunningRedis.StartAsync();
            await using var other = await RunningRedis.StartFromAsync(executable);
            var load = setup.Load();
            var comparison = await setup.CompareAsync(other.Adds(load, "other"), redis.Adds(load, "redis"));
            yield return new(
                Name,
                $"add event on {(await ServerSnapshot.ReadAsync(other.Server)).Version} / on {(await ServerSnapshot.ReadAsync(redis.Server)).Version}, events per second",
                null,
                comparison.Ratio("other", "redis"),
                LimitSetup.PerSecond(comparison, "other", "redis"));
        }
    }
}

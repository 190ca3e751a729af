using StackExchange.Redis;

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
                $"add event on {await NameAsync(other.Server)} / on {await NameAsync(redis.Server)}, events per second",
                null,
                comparison.Ratio("other", "redis"),
                LimitSetup.PerSecond(comparison, "other", "redis"));
        }
    }

    // Valkey answers to the version of Redis it is compatible with, and tells its own beside.
    private static async Task<string> NameAsync(IServer server)
    {
        var fields = (await server.InfoAsync("server")).SelectMany(section => section).ToDictionary();
        return fields.TryGetValue("valkey_version", out var valkey) ? $"Valkey {valkey}" : $"Redis {fields["redis_version"]}";
    }
}

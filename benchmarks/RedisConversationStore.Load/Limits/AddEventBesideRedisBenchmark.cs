using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>The store beside Redis' own load generator on the same script, all in one room.</summary>
internal sealed class AddEventBesideRedisBenchmark : ILimit
{
    private const int InFlight = 64;
    private const string What = "add event, 64 callers, one connection / redis-benchmark on the same script with 64 in flight";
    private static readonly Bar Least = Bar.AtLeast(0.9);

    public string Name => "add_event_vs_redis_benchmark";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        if (RedisBenchmark.FindExecutable() is not { } executable)
        {
            yield return Figure.Missing(Name, What, Least, RedisBenchmark.Missing);
            yield break;
        }

        await using var redis = await RunningRedis.StartAsync();
        // Callers of one room are committed in groups, which is another script; what is compared with equal commands goes alone.
        await using var alone = new RedisConversationStore(redis.Connection, new RedisConversationStoreOptions { GroupCommit = false });
        await using var aloneWithoutLocators = new RedisConversationStore(redis.Connection, new RedisConversationStoreOptions { GroupCommit = false, EventLocators = false });
        // It sends whole pipelines.
        var load = new EventLoad((setup.Operations + InFlight - 1) / InFlight * InFlight, rooms: 1, callers: InFlight);
        var benchmark = new RedisBenchmark(executable, redis.Port, load.RoomIds[0]);
        var comparison = await setup.CompareAsync(
            redis.Adds(load),
            RedisBenchmarkOn("pipeline", connections: 1, inFlight: InFlight),
            load.Contender("alone", "the store without group commit", redis.Place, i => alone.Events.AddAsync(load.Events[i])),
            load.Contender("alone-locator", "the store without group commit and locators", redis.Place, i => aloneWithoutLocators.Events.AddAsync(load.Events[i])),
            RedisBenchmarkOn("connections", connections: InFlight, inFlight: 1));

        yield return new(Name, What, Least, comparison.Ratio("store", "pipeline"), LimitSetup.PerSecond(comparison, "store", "pipeline"));
        yield return new(Name + "_alone", "the same without group commit: the same script on both sides, and the store's locators", null, comparison.Ratio("alone", "pipeline"), LimitSetup.PerSecond(comparison, "alone", "pipeline"));
        yield return new(Name + "_without_locators", "the same without group commit and locators: exactly the script's commands on both sides", null, comparison.Ratio("alone-locator", "pipeline"), LimitSetup.PerSecond(comparison, "alone-locator", "pipeline"));
        yield return new(Name + "_64_connections", "add event, 64 callers, one connection / redis-benchmark on 64 connections, one in flight on each", null, comparison.Ratio("store", "connections"), LimitSetup.PerSecond(comparison, "store", "connections"));

        Contender RedisBenchmarkOn(string name, int connections, int inFlight) =>
            new(name, string.Create(CultureInfo.InvariantCulture, $"redis-benchmark -c {connections} -P {inFlight}"), () =>
                load.RunAsync(redis.Place, () => benchmark.RunAsync(redis.Server, load.Events.Length, connections, inFlight), RedisBenchmark.PossibleRepeats(load.Events.Length)));
    }
}

namespace Conversations.Redis.Load;

/// <summary>The store beside the commands of its script without the script, which do not hold together.</summary>
internal sealed class AddEventBesideBareCommands : ILimit
{
    public string Name => "add_event_vs_bare_commands";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var redis = await RunningRedis.StartAsync();
        var load = setup.Load();
        var options = new RedisConversationStoreOptions();
        var calls = Array.ConvertAll(load.Events, roomEvent => new AddEventCall(roomEvent, options));
        var commands = new BareCommands(redis.Database);
        var comparison = await setup.CompareAsync(
            redis.Adds(load),
            load.Contender("commands", "the commands of the script", redis.Place, i => commands.AddAsync(calls[i], i / load.RoomIds.Length)));
        yield return new(Name, "add event / the commands of its script in one flush, not atomic, events per second", null, comparison.Ratio("store", "commands"), LimitSetup.PerSecond(comparison, "store", "commands"));
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Conversations.LoadTesting;

namespace Conversations.Redis.Load;

/// <summary>What the server takes for the script that adds an event, beside what it takes for the commands that the script calls: the server's own figures of the same run.</summary>
internal sealed partial class ScriptBesideItsCommands : ILimit
{
    public string Name => "script_vs_its_commands";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var redis = await RunningRedis.StartAsync();
        // A locator is no command of the script, and a group goes by another one.
        await using var store = new RedisConversationStore(redis.Connection, new RedisConversationStoreOptions { EventLocators = false, GroupCommit = false });
        var load = setup.Load();
        var called = CalledCommands().Matches(AddEventCall.Script).Select(call => call.Groups[1].Value.ToLowerInvariant()).ToHashSet();
        List<double> ratios = [], scripts = [], commands = [];
        for (var round = 0; round <= setup.Rounds; round++)
        {
            // The rooms are made, and the script loaded, before the server begins to count.
            await load.RunAsync(redis.Place, async () =>
            {
                await redis.Server.ConfigResetStatisticsAsync();
                return await Round.RunAsync(i => store.Events.AddAsync(load.Events[i]), setup.Callers, load.Events.Length);
            });
            if (round == 0) continue;
            var state = await ServerSnapshot.ReadAsync(redis.Server);
            scripts.Add(state.Command("evalsha").Microseconds);
            commands.Add(called.Sum(command => state.Command(command).Microseconds));
            ratios.Add(scripts[^1] / commands[^1]);
        }

        yield return new(
            Name,
            "server time of the commit script / sum of its commands' own times",
            Bar.AtMost(2),
            Round.Median(ratios),
            string.Create(CultureInfo.InvariantCulture, $"{Round.Median(scripts) / load.Events.Length:F1} / {Round.Median(commands) / load.Events.Length:F1} µs an event"));
    }

    [GeneratedRegex(@"redis\.call\('(\w+)'")]
    private static partial Regex CalledCommands();
}

using System.CommandLine;
using System.Globalization;
using Conversations.Testing;

namespace Conversations.Redis.Load;

/// <summary>The store beside what limits it and what could be used instead, in one run, as ratios.</summary>
internal static class LimitsCommand
{
    /// <summary>In the order in which they are printed.</summary>
    private static readonly ILimit[] All =
    [
        new AddEventBesideRedisBenchmark(),
        new ScriptBesideItsCommands(),
        new AddManyBesideSingleAdds(),
        new AddEventBesidePlainRedis(),
        new AddEventBesidePostgres(),
        new ReadBesideRange(),
        new UnreadCountAtSize(),
        new AddEventAtSize(),
        new AddEventInSmallRooms(),
        new LongestStep(),
        new BytesPerEvent(),
        new PlanBesideMeasuredLoad(),
        new AddEventBesideBareCommands(),
        new AddEventBesideInMemory(),
        new AddEventOnOtherServers(),
    ];

    internal static Command Create()
    {
        var rounds = Numbers.Option("--rounds", "How many rounds of each contender; a figure is their median.", 5);
        var operations = Numbers.Option("--operations", "How many events a round; slow contenders take a part of it.", 40_000);
        var callers = Numbers.Option("--callers", "How many callers, where a limit does not say.", 64);
        var largeRoom = Numbers.Option("--large-room", "How many events the large room has.", 1_000_000);
        var only = new Option<string[]>("--only") { Description = "Only this limit; may be repeated.", HelpName = "NAME" };
        only.AcceptOnlyFromAmong([.. All.Select(limit => limit.Name)]);
        var servers = new Option<string[]>("--server") { Description = "The binary of a further server, such as a newer Redis or a Valkey; may be repeated.", HelpName = "PATH" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line instead of a table." };
        var command = new Command("limits", "Measures the store beside what limits it and what could be used instead, in one run, as ratios.") { rounds, operations, callers, largeRoom, only, servers, json };
        command.SetAction(async parsed =>
        {
            if (RedisServerProcess.FindExecutable() is null)
            {
                await Progress.TellAsync(RedisServerProcess.Missing);
                return 1;
            }

            await using var setup = new LimitSetup(parsed.GetValue(rounds), parsed.GetValue(operations), parsed.GetValue(callers), parsed.GetValue(largeRoom), parsed.GetValue(servers) ?? []);
            var chosen = parsed.GetValue(only) is { Length: > 0 } names ? All.Where(limit => names.Contains(limit.Name)) : All;
            await RunAsync(chosen, setup, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(IEnumerable<ILimit> limits, LimitSetup setup, bool asJson)
    {
        await Progress.TellAsync(string.Create(CultureInfo.InvariantCulture, $"{setup.Rounds} rounds of each contender in turn, after a warm-up; {Environment.ProcessorCount} processors, {LoadAverage()}"));
        if (!asJson) LimitReport.WriteHeader();
        foreach (var limit in limits)
        {
            await Progress.TellAsync(limit.Name);
            await foreach (var figure in limit.MeasureAsync(setup)) Console.WriteLine(asJson ? LimitReport.Json(figure) : LimitReport.TableRow(figure));
        }
    }

    // What else the machine does says how far to trust the figures.
    private static string LoadAverage() =>
        File.Exists("/proc/loadavg") ? $"load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "load average unknown";
}

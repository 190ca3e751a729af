using System.CommandLine;
using Conversations.Cli.Commands;
using Conversations.LoadTesting;

namespace Conversations.Cli.Bench;

/// <summary>Which scenario to run, and what to change of it for this once.</summary>
internal sealed class ScenarioOptions
{
    private const string Default = "chat";

    private readonly Option<string> scenario = new("--scenario")
    {
        Description = $"A scenario that comes with the tool, or a file of your own. Default: {Default}.",
        HelpName = "NAME|FILE",
        DefaultValueFactory = _ => Default,
    };

    private readonly Option<long?> rate = Numbers.Option("--rate", "Operations a second that are due, over all processes (open loop); 0 for as many as the store answers (closed loop).", null, 0, 10_000_000);
    private readonly Option<long?> duration = Numbers.Option("--duration", "Seconds to measure.", null, 1, 86_400, "SECONDS");
    private readonly Option<long?> warmUp = Numbers.Option("--warm-up", "Seconds of load before anything is measured.", null, 0, 3600, "SECONDS");
    private readonly Option<long?> rooms = Numbers.Option("--rooms", "How many rooms.", null, 1, 1_000_000);
    private readonly Option<long?> processes = Numbers.Option("--processes", "How many processes make the load.", null, 1, 64);
    private readonly Option<long?> connections = Numbers.Option("--connections", "How many connections each process has.", null, 1, 64);
    private readonly Option<long?> callers = Numbers.Option("--callers", "How many operations each process has under way at most.", null, 1, 10_000);
    private readonly Option<long?> seed = Numbers.Option("--seed", "Decides which operations, rooms and sizes come in which order.", null, 0, int.MaxValue);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[scenario, rate, duration, warmUp, rooms, processes, connections, callers, seed]) command.Add(option);
    }

    /// <exception cref="CliException">There is no such scenario.</exception>
    /// <exception cref="ScenarioException">It cannot be run.</exception>
    public (string Name, Scenario Scenario) Read(ParseResult parsed)
    {
        var name = parsed.GetValue(scenario)!;
        return (Path.GetFileName(name), ScenarioFile.Validated(Changed(Load(name), parsed), name));
    }

    private static Scenario Load(string name)
    {
        if (ScenarioFile.BundledNames.Contains(name)) return ScenarioFile.Bundled(name);
        if (!File.Exists(name) && !name.Contains('.', StringComparison.Ordinal)) throw new CliException(ExitCodes.BadInput, $"There is no scenario '{name}': give {string.Join(", ", ScenarioFile.BundledNames)}, or a file.");
        using var file = InputFile.Open(name);
        return ScenarioFile.Read(file, name);
    }

    private Scenario Changed(Scenario original, ParseResult parsed) => original with
    {
        Rate = parsed.GetValue(rate) is { } perSecond ? (perSecond == 0 ? null : perSecond) : original.Rate,
        DurationSeconds = parsed.GetValue(duration) ?? original.DurationSeconds,
        WarmUpSeconds = parsed.GetValue(warmUp) ?? original.WarmUpSeconds,
        Rooms = (int)(parsed.GetValue(rooms) ?? original.Rooms),
        Processes = (int)(parsed.GetValue(processes) ?? original.Processes),
        ConnectionsPerProcess = (int)(parsed.GetValue(connections) ?? original.ConnectionsPerProcess),
        CallersPerProcess = (int)(parsed.GetValue(callers) ?? original.CallersPerProcess),
        Seed = (int)(parsed.GetValue(seed) ?? original.Seed),
    };
}

using System.Globalization;
using Conversations.LoadTesting;
using Spectre.Console;

namespace Conversations.Cli.Output;

/// <summary>A load for people, while it runs: bars on a terminal, lines elsewhere.</summary>
internal static class BenchConsole
{
    public static Task<LoadReport> RunAsync(IAnsiConsole console, Scenario scenario, Func<ILoadProgress, Task<LoadReport>> run)
    {
        if (!console.Profile.Capabilities.Interactive) return run(new LineProgress(console));
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context => run(new BarProgress(console, context, scenario)));
    }

    private static string Describe(LoadSecond second) => string.Create(CultureInfo.InvariantCulture,
        $"{second.Completed:#,0} op/s, slowest {second.SlowestMs:0.0} ms{(second.Failed > 0 ? $", {second.Failed:#,0} failed" : "")}{(second.Backlog > 0 ? $", {second.Backlog:#,0} waiting" : "")}");

    /// <summary>A bar for the rooms, one for the load, and what happens above them.</summary>
    private sealed class BarProgress(IAnsiConsole console, ProgressContext context, Scenario scenario) : ILoadProgress
    {
        private readonly ProgressTask rooms = context.AddTask("rooms", maxValue: scenario.Rooms);
        private readonly ProgressTask load = context.AddTask("load", maxValue: scenario.WarmUpSeconds + scenario.DurationSeconds);

        public void Say(string what) => console.MarkupLine(Terminal.Safe(what));

        public void Prepared(int ready, int all) => rooms.Value = ready;

        public void Second(LoadSecond second)
        {
            load.Value = scenario.WarmUpSeconds + second.Second + 1;
            load.Description = second.Second < 0 ? "warming up" : Describe(second);
        }
    }

    /// <summary>A line for every fifth second, and for every one in which something is wrong.</summary>
    private sealed class LineProgress(IAnsiConsole console) : ILoadProgress
    {
        private const int Every = 5;

        public void Say(string what) => console.WriteLine(TerminalText.Escape(what, keepLineFeeds: false));

        public void Prepared(int ready, int all)
        {
            if (ready == all) Say(string.Create(CultureInfo.InvariantCulture, $"{all:#,0} rooms are ready."));
        }

        public void Second(LoadSecond second)
        {
            if (second.Second >= 0 && ((second.Second + 1) % Every == 0 || second.Failed > 0)) Say($"second {second.Second + 1}: {Describe(second)}");
        }
    }
}

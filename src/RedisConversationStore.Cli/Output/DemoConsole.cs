using System.Globalization;
using Conversations.Cli.Demo;
using Spectre.Console;

namespace Conversations.Cli.Output;

/// <summary>The demo for people: progress while it runs, then tables.</summary>
internal static class DemoConsole
{
    /// <summary>Runs the demo with a progress bar on a terminal, with plain lines elsewhere.</summary>
    public static Task<DemoReport> RunAsync(IAnsiConsole console, Func<IDemoProgress, Task<DemoReport>> run)
    {
        if (!console.Profile.Capabilities.Interactive) return run(new LineProgress(console));
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context => run(new BarProgress(console, context)));
    }

    public static void Show(IAnsiConsole console, DemoReport report, DemoOptions options)
    {
        console.Write(Summary(report));
        console.Write(Unread(report));
        console.Write(Operations(report));
        foreach (var problem in report.Problems) console.MarkupLine($"[red]{Terminal.Safe(problem)}[/]");
        console.MarkupLine(report.Ok
            ? "[green]Verified:[/] the store holds what the transcript says. Nothing is lost, doubled or out of order."
            : "[red]Failed:[/] the store does not hold what the transcript says.");
        if (options.Keep) console.MarkupLine($"Kept under the prefix [bold]{Terminal.Safe(options.Target.Prefix)}[/]: look into it with --prefix.");
    }

    private static Table Summary(DemoReport report)
    {
        var table = Terminal.Table("What", "How many");
        Row("webhooks received", report.Received);
        Row("events stored", report.Events);
        Row("events deleted since", report.Deleted);
        Row("duplicates suppressed", report.Duplicates);
        Row("gaps", report.Gaps);
        Row("mismatches", report.Mismatches);
        Row("rooms", report.Rooms);
        Row("replicas", report.Replicas);
        Row("killed and replaced", report.Killed);
        Row("sent again to the replacement", report.Redelivered);
        table.AddRow(Terminal.Cell("seconds"), Terminal.Cell(report.Seconds.ToString("0.0", CultureInfo.InvariantCulture)));
        table.Columns[1].RightAligned();
        return table;

        void Row(string name, long value) => table.AddRow(Terminal.Cell(name), Terminal.Cell(value.ToString(CultureInfo.InvariantCulture)));
    }

    private static Table Unread(DemoReport report)
    {
        var table = Terminal.Table("Channel", "Unread in all rooms");
        foreach (var (channelId, count) in report.Unread) table.AddRow(Terminal.Cell(channelId), Terminal.Cell(count.ToString(CultureInfo.InvariantCulture)));
        table.Columns[1].RightAligned();
        return table;
    }

    private static Table Operations(DemoReport report)
    {
        var table = Terminal.Table("Operation", "Calls", "p50 ms", "p99 ms", "max ms");
        foreach (var (name, operation) in report.Operations)
        {
            table.AddRow(
                Terminal.Cell(name),
                Terminal.Cell(operation.Count.ToString(CultureInfo.InvariantCulture)),
                Terminal.Cell(Milliseconds(operation.P50Ms)),
                Terminal.Cell(Milliseconds(operation.P99Ms)),
                Terminal.Cell(Milliseconds(operation.MaxMs)));
        }

        for (var column = 1; column < table.Columns.Count; column++) table.Columns[column].RightAligned();
        return table;
    }

    private static string Milliseconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A bar, with what happens above it.</summary>
    private sealed class BarProgress(IAnsiConsole console, ProgressContext context) : IDemoProgress
    {
        private ProgressTask? bar;

        public void Say(string what) => console.MarkupLine(Terminal.Safe(what));

        public void Expect(int webhooks) => bar = context.AddTask("webhooks", maxValue: Math.Max(webhooks, 1));

        public void Advance(long events, long duplicates)
        {
            if (bar is null) return;
            bar.Description = $"{events} stored, {duplicates} duplicates suppressed";
            bar.Increment(1);
        }
    }

    /// <summary>A line for every quarter.</summary>
    private sealed class LineProgress(IAnsiConsole console) : IDemoProgress
    {
        private readonly Lock gate = new();
        private int expected;
        private int answered;

        public void Say(string what) => console.WriteLine(TerminalText.Escape(what, keepLineFeeds: false));

        public void Expect(int webhooks) => expected = webhooks;

        public void Advance(long events, long duplicates)
        {
            lock (gate)
            {
                answered++;
                if (answered * 4 / expected > (answered - 1) * 4 / expected) Say($"{answered} of {expected} answered: {events} stored, {duplicates} duplicates suppressed.");
            }
        }
    }
}

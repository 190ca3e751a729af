using System.Globalization;
using Conversations.Faults.Runs;
using Spectre.Console;

namespace Conversations.Faults.Reporting;

/// <summary>The table for people.</summary>
internal static class TableReport
{
    // What the table needs, in a file or a pipe, whose width nobody knows.
    private const int Width = 130;

    internal static void Write(IReadOnlyList<FaultResult> results)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = Width;
        AnsiConsole.Write(Of(results));
    }

    private static Table Of(IReadOnlyList<FaultResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in (string[])["Fault", "Runs", "Operations", "Acknowledged", "Lost", "As documented", "Doubled", "Hung", "Wrong", "Longest call, ms"])
        {
            table.AddColumn(new TableColumn(heading) { Alignment = heading == "Fault" ? Justify.Left : Justify.Right, NoWrap = true });
        }

        foreach (var result in results)
        {
            long[] numbers =
            [
                result.Runs.Count, result.Operations, result.Acknowledged, result.Lost, result.LostAsDocumented,
                result.Doubled, result.Hung, result.Wrong, (long)result.Longest.TotalMilliseconds,
            ];
            table.AddRow([result.Fault, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        }

        return table;
    }
}

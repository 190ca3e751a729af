using System.Globalization;
using Conversations.Cli.Output;
using Conversations.LoadTesting;
using Spectre.Console;

namespace Conversations.Cli.Commands;

/// <summary>A load's report, for people.</summary>
internal static class BenchView
{
    private const int CommandsShown = 8;

    public static void Show(IAnsiConsole console, LoadReport report)
    {
        console.Write(Operations(report));
        console.WriteLine(Text($"{report.Completed:#,0} operations in {report.MeasuredSeconds:0.0} s: {report.Throughput:#,0} a second, {report.Failed:#,0} failed. The load's processes took {report.ClientProcessorSeconds / report.MeasuredSeconds:0.00} of {Environment.ProcessorCount} processors."));
        foreach (var remark in report.Remarks) console.MarkupLine($"[yellow]{Terminal.Safe(remark)}[/]");
        if (report.Server is { } server) ShowServer(console, server, report.MeasuredSeconds);
        if (report.Growth is { } growth) console.Write(Growth(growth));
        StatsView.Show(console, report.Memory);
    }

    private static Table Operations(LoadReport report)
    {
        var table = Terminal.Table("Operation", "Calls", "a second", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "Failed");
        foreach (var operation in report.Operations)
        {
            table.AddRow(
                Terminal.Cell(operation.Name), Cell($"{operation.Completed:#,0}"), Cell($"{operation.Throughput:#,0.0}"),
                Latency(operation.P50Ms), Latency(operation.P90Ms), Latency(operation.P99Ms), Latency(operation.P999Ms), Latency(operation.MaxMs), Terminal.Cell(Failures(operation)));

            Text Latency(double milliseconds) => operation.Latencies.Count == 0 ? Terminal.Cell("–") : Cell($"{milliseconds:0.00}");
        }

        return RightAligned(table);
    }

    private static string Failures(OperationReport operation) =>
        operation.Failures.Count == 0 ? "0" : string.Join('\n', operation.Failures.OrderByDescending(failure => failure.Value).Select(failure => Text($"{failure.Value:#,0} {failure.Key}")));

    private static void ShowServer(IAnsiConsole console, ServerLoad server, double seconds)
    {
        console.WriteLine(Text($"{server.Version}: {server.ProcessorSeconds / seconds:0.00} processors, {server.ReceivedBytes / seconds / 1024:#,0} KiB/s in, {server.SentBytes / seconds / 1024:#,0} KiB/s out, memory {Signed((server.UsedMemoryBytesAfter - server.UsedMemoryBytesBefore) / 1024)} KiB to {server.UsedMemoryBytesAfter / 1024:#,0} KiB."));
        if (server.Commands.Count == 0) return;
        var table = Terminal.Table("Command", "Calls", "a second", "µs a call", "ms a second");
        foreach (var command in server.Commands.Take(CommandsShown))
        {
            table.AddRow(Terminal.Cell(command.Name), Cell($"{command.Calls:#,0}"), Cell($"{command.Calls / seconds:#,0}"), Cell($"{(double)command.Microseconds / command.Calls:0.0}"), Cell($"{command.Microseconds / seconds / 1000:0.0}"));
        }

        console.Write(RightAligned(table));
    }

    private static Table Growth(IReadOnlyList<GrowthPoint> growth)
    {
        var operations = growth.Select(point => point.Operation).Distinct().ToList();
        var table = Terminal.Table(["Events in the room", .. operations.Select(operation => $"{operation} p50 / p99 ms")]);
        foreach (var size in growth.GroupBy(point => point.RoomSize))
        {
            var points = size.ToDictionary(point => point.Operation);
            table.AddRow([Cell($"{size.Key:#,0}"), .. operations.Select(operation => Cell($"{points[operation].P50Ms:0.000} / {points[operation].P99Ms:0.000}"))]);
        }

        return RightAligned(table);
    }

    private static Table RightAligned(Table table)
    {
        for (var column = 1; column < table.Columns.Count; column++) table.Columns[column].RightAligned();
        return table;
    }

    private static string Signed(long value) => value.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    private static Text Cell(FormattableString text) => Terminal.Cell(Text(text));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

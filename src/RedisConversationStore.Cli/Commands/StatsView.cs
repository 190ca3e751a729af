using System.Globalization;
using Conversations.Cli.Output;
using Conversations.Redis.Audit;
using Spectre.Console;

namespace Conversations.Cli.Commands;

/// <summary>What a store holds and what it takes, for people.</summary>
internal static class StatsView
{
    public static void Show(IAnsiConsole console, StoreStatistics statistics)
    {
        console.WriteLine($"{Number(statistics.Rooms)} rooms, {Number(statistics.Events)} events, {Number(statistics.Keys)} keys{(statistics.Bytes is { } bytes ? $", {Size(bytes)}" : "")}.");
        if (statistics.Bytes is null) console.WriteLine("This server does not tell what a key takes (MEMORY USAGE).");
        else if (statistics.Aggregates.Any(aggregate => aggregate.MeasuredKeys < aggregate.Keys)) console.WriteLine("Sizes marked ≈ are estimated from a sample.");
        var table = Terminal.Table("What", "Keys", "Items", "Bytes", "Bytes an item");
        foreach (var aggregate in statistics.Aggregates)
        {
            var mark = aggregate.MeasuredKeys < aggregate.Keys ? "≈ " : "";
            table.AddRow(
                Terminal.Cell(aggregate.Name),
                Terminal.Cell(Number(aggregate.Keys)),
                Terminal.Cell(Number(aggregate.Items)),
                Terminal.Cell(aggregate.Bytes is { } its ? mark + Size(its) : ""),
                Terminal.Cell(aggregate is { Bytes: { } all, Items: > 0 } ? mark + Number(all / aggregate.Items) : ""));
        }

        console.Write(table);
        if (statistics.BiggestRooms.Count == 0) return;
        var rooms = Terminal.Table("Biggest rooms", "Events", "Bytes");
        foreach (var room in statistics.BiggestRooms) rooms.AddRow(Terminal.Cell(room.RoomId), Terminal.Cell(Number(room.Events)), Terminal.Cell(room.Bytes is { } its ? Size(its) : ""));
        console.Write(rooms);
    }

    private static string Size(long bytes) => bytes switch
    {
        < 10_000 => $"{Number(bytes)} B",
        < 10L << 20 => $"{Number(bytes >> 10)} KiB",
        _ => $"{Number(bytes >> 20)} MiB",
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

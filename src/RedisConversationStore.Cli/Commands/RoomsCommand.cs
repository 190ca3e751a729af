using System.CommandLine;
using System.Globalization;
using Conversations.Cli.Output;
using Conversations.Cli.Stores;
using Spectre.Console;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore rooms</c>.</summary>
internal static class RoomsCommand
{
    public static Command Create(GlobalOptions global)
    {
        var limit = Numbers.Limit(100);
        var offset = Numbers.Option("--offset", "How many to pass over.", 0, 0, int.MaxValue);
        var command = new Command("rooms", "Lists rooms, oldest first.") { limit, offset };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await StoreSession.OpenAsync(global.ExistingTarget(parsed), cancellationToken);
            var rooms = await session.Store.Rooms.ListAsync(parsed.Int(offset), parsed.Int(limit), cancellationToken);
            if (global.Json(parsed)) await JsonOutput.WriteLinesAsync(rooms.Select(room => new TranscriptRecord(room)), cancellationToken);
            else Terminal.Create().Write(Table(rooms));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Table Table(IReadOnlyList<Room> rooms)
    {
        var table = Terminal.Table("Room", "Organisation", "Status", "Created", "Events", "Latest index", "Last activity");
        foreach (var room in rooms)
        {
            table.AddRow(
                Terminal.Cell(room.Id),
                Terminal.Cell(room.OrganizationId ?? ""),
                Terminal.Cell(room.Status.Value),
                Terminal.Cell(Terminal.Time(room.CreatedAt)),
                Terminal.Cell(room.EventCount.ToString(CultureInfo.InvariantCulture)),
                Terminal.Cell(room.LatestIndex.ToString(CultureInfo.InvariantCulture)),
                Terminal.Cell(room.Timers.LastActivityAt is { } last ? Terminal.Time(last) : ""));
        }

        return table.Caption(rooms.Count == 0 ? "No rooms." : $"{rooms.Count} rooms.");
    }
}

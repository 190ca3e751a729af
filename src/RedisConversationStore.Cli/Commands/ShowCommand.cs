using System.CommandLine;
using Conversations.Cli.Output;
using Conversations.Cli.Stores;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore show ROOM</c>.</summary>
internal static class ShowCommand
{
    private const int DefaultLimit = 50;

    public static Command Create(GlobalOptions global)
    {
        var roomId = new Argument<string>("ROOM") { Description = "The id of the room." };
        var after = Numbers.Option("--after", "Show the events behind this index. Default: the newest ones.", defaultValue: null, -1, long.MaxValue, "INDEX");
        var limit = Numbers.Limit(DefaultLimit);
        var command = new Command("show", "Shows a room: its channels, its people, and its timeline.") { roomId, after, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await StoreSession.OpenAsync(global.ExistingTarget(parsed), cancellationToken);
            var view = await RoomView.LoadAsync(session.Store, parsed.GetRequiredValue(roomId), parsed.GetValue(after), parsed.Int(limit), cancellationToken);
            if (global.Json(parsed)) await JsonOutput.WriteLinesAsync(view.Records(), cancellationToken);
            else view.Show(Terminal.Create());
            return ExitCodes.Ok;
        });
        return command;
    }
}

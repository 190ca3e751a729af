using System.CommandLine;
using Conversations.Cli.Output;
using Conversations.Cli.Stores;
using Conversations.Redis.Audit;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(GlobalOptions global)
    {
        var repair = new Option<bool>("--repair") { Description = "Put right what is not truth: index entries, locators, deletes that were cut off." };
        var force = new Option<bool>("--force") { Description = "With --repair: remove stale entries however young. Only while nobody writes." };
        var room = new Option<string?>("--room") { Description = "Look at one room only.", HelpName = "ROOM" };
        var wait = Numbers.Option("--second-look", "After how many milliseconds what looks wrong is looked at again; longer than a write takes.", 2000, 0, 600_000, "MS");
        var withoutLocators = new Option<bool>("--no-event-locators") { Description = "The bot has event locators switched off: missing ones are in order." };
        var command = new Command("verify", "Walks a store and checks everything that must hold in it. Exit code 1 when something is wrong and was not repaired.")
        {
            repair, force, room, wait, withoutLocators,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(force) && !result.GetValue(repair)) result.AddError("--force says how to repair; it needs --repair.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = global.ExistingTarget(parsed);
            await using var session = await StoreSession.OpenAsync(target, cancellationToken);
            await using var audit = await session.AuditAsync(target.Prefix, !parsed.GetValue(withoutLocators), cancellationToken);
            var view = new VerifyView(global.Json(parsed));
            var options = new AuditOptions
            {
                Repair = parsed.GetValue(repair),
                Force = parsed.GetValue(force),
                RoomId = parsed.GetValue(room),
                SecondLookAfter = TimeSpan.FromMilliseconds(parsed.Int(wait)),
                Progress = view,
            };
            try
            {
                await foreach (var finding in audit.RunAsync(options, cancellationToken)) view.Add(finding);
            }
            catch (ArgumentException invalid)
            {
                throw new CliException(ExitCodes.BadInput, $"'{options.RoomId}' cannot be the id of a room: {TerminalText.WithoutParameter(invalid.Message)}", invalid);
            }

            if (options.RoomId is { } roomId && view.Progress.Rooms == 0 && view.Findings == 0) throw new CliException(ExitCodes.BadInput, $"There is no room '{roomId}'.");
            view.End();
            return view.Problems == 0 ? ExitCodes.Ok : throw new CliException(ExitCodes.VerificationFailed, $"The store is not in order: {view.Problems} problems left. The first: {view.FirstProblem}");
        });
        return command;
    }
}

using System.CommandLine;
using Conversations.Cli.Output;
using Conversations.Cli.Stores;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore stats</c>.</summary>
internal static class StatsCommand
{
    public static Command Create(GlobalOptions global)
    {
        var top = Numbers.Option("--top", "How many of the biggest rooms to name, 0 to 1000.", 10, 0, 1000);
        var command = new Command("stats", "Counts what a store holds, and what it takes where the server tells.") { top };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = global.ExistingTarget(parsed);
            await using var session = await StoreSession.OpenAsync(target, cancellationToken);
            await using var audit = await session.AuditAsync(target.Prefix, eventLocators: true, cancellationToken);
            var statistics = await audit.MeasureAsync(parsed.Int(top), cancellationToken);
            if (global.Json(parsed)) Console.WriteLine(JsonOutput.Write(statistics));
            else StatsView.Show(Terminal.Create(), statistics);
            return ExitCodes.Ok;
        });
        return command;
    }
}

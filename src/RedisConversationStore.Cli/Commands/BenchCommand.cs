using System.CommandLine;
using Conversations.Cli.Bench;
using Conversations.Cli.Output;
using Conversations.LoadTesting;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore bench</c>.</summary>
internal static class BenchCommand
{
    public static Command Create(GlobalOptions global)
    {
        var scenario = new ScenarioOptions();
        var csv = new Option<FileInfo?>("--csv") { Description = "Write the table of operations to a file of comma-separated values.", HelpName = "FILE" };
        var html = new Option<FileInfo?>("--html") { Description = "Write a report with charts to an HTML file that needs nothing else.", HelpName = "FILE" };
        var print = new Option<bool>("--print") { Description = "Print the scenario, as the file to start your own from, and run nothing." };
        var keep = new Option<bool>("--keep") { Description = "Leave what was written in the store." };
        var command = new Command("bench", $"Puts a load on a store and measures it. Scenarios that come with the tool: {string.Join(", ", ScenarioFile.BundledNames)}.");
        scenario.AddTo(command);
        foreach (var option in (Option[])[csv, html, print, keep]) command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, load) = scenario.Read(parsed);
            if (parsed.GetValue(print))
            {
                Console.WriteLine(ScenarioFile.Write(load));
                return ExitCodes.Ok;
            }

            var files = new ReportFiles(parsed.GetValue(csv), parsed.GetValue(html));
            var json = global.Json(parsed);
            var run = new BenchRun(name, load, global.UnusedTarget(parsed, "bench"), parsed.GetValue(keep));
            var report = json
                ? await run.RunAsync(new SilentLoadProgress(), cancellationToken)
                : await BenchConsole.RunAsync(Terminal.Create(), load, progress => run.RunAsync(progress, cancellationToken));
            files.Write(report);
            if (json) Console.WriteLine(report.ToJson());
            else BenchView.Show(Terminal.Create(), report);
            if (report.Failed == 0) return ExitCodes.Ok;
            throw new CliException(ExitCodes.VerificationFailed, $"{report.Failed} of {report.Completed + report.Failed} operations failed: {Reasons(report)}.");
        });
        return command;
    }

    private static string Reasons(LoadReport report) => string.Join(", ", report.Operations
        .SelectMany(operation => operation.Failures)
        .GroupBy(failure => failure.Key)
        .Select(reason => (Reason: reason.Key, Count: reason.Sum(failure => failure.Value)))
        .OrderByDescending(reason => reason.Count)
        .Select(reason => $"{reason.Reason} ({reason.Count})"));
}

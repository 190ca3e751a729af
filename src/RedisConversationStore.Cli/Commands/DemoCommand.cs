using System.CommandLine;
using System.Security.Cryptography;
using Conversations.Cli.Demo;
using Conversations.Cli.Output;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create(GlobalOptions global)
    {
        var input = new Option<FileInfo?>("--input") { Description = "Your own transcript (JSONL). Default: a day at a support desk that comes with the tool.", HelpName = "FILE" };
        var replicas = Numbers.Option("--replicas", $"How many replica processes share the store, 1 to {DemoOptions.MaxReplicas}.", DemoOptions.DefaultReplicas, 1, DemoOptions.MaxReplicas);
        var seed = Numbers.Option("--seed", "Decides delays, duplicates and which replica is killed.", DemoOptions.DefaultSeed, 0, int.MaxValue);
        var keep = new Option<bool>("--keep") { Description = "Leave what was written in the store." };
        var command = new Command("demo", "Replays a chat day through replica processes that race for every webhook, kills one of them, and verifies that nothing is lost, doubled or out of order.")
        {
            input, replicas, seed, keep,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // A prefix that nobody has: the demo's rooms never meet anybody else's.
            var ownPrefix = $"demo-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
            var target = global.Target(parsed, ownPrefix);
            var options = new DemoOptions(target, parsed.GetValue(input), parsed.Int(replicas), parsed.Int(seed), target.Prefix == ownPrefix, parsed.GetValue(keep));
            var json = global.Json(parsed);
            var report = json
                ? await new DemoRun(options, new SilentProgress()).RunAsync(cancellationToken)
                : await DemoConsole.RunAsync(Terminal.Create(), progress => new DemoRun(options, progress).RunAsync(cancellationToken));
            if (json) Console.WriteLine(JsonOutput.Write(report));
            else DemoConsole.Show(Terminal.Create(), report, options);
            if (report.Ok) return ExitCodes.Ok;
            throw new CliException(ExitCodes.VerificationFailed, $"The store does not hold what the transcript says: {report.Gaps} gaps, {report.Mismatches} mismatches.{(report.Problems.Count > 0 ? " First: " + report.Problems[0] : "")}");
        });
        return command;
    }
}

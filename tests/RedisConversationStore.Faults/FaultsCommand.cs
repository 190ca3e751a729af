using System.CommandLine;
using System.Text.Json;
using Conversations.Faults.Faults;
using Conversations.Faults.Reporting;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults;

/// <summary>Runs faults under load, each with a number of seeds, and tells what came of them.</summary>
internal static class FaultsCommand
{
    private const int Violated = 1;
    private const int MostViolationsShown = 20;

    /// <summary>How long a run may take in all: several times what it needs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    internal static RootCommand Create()
    {
        var faults = new Option<string[]>("--fault") { Description = "A fault to run; can be repeated. Without it all are.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int>("--seeds") { Description = "How many seeds to run each fault with, from 1 on.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var seed = new Option<int?>("--seed") { Description = "The one seed to run with, to repeat a run.", HelpName = "N" };
        var parallel = new Option<int>("--parallel") { Description = "How many runs go on at once.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "Write a line of JSON a fault, and one for all." };
        var list = new Option<bool>("--list") { Description = "List the faults." };
        faults.AcceptOnlyFromAmong([.. AllFaults.List.Select(fault => fault.Name)]);
        foreach (var number in (Option<int>[])[seeds, parallel])
        {
            number.Validators.Add(given =>
            {
                if (given.GetValueOrDefault<int>() < 1) given.AddError($"{number.Name} must be 1 or more.");
            });
        }

        var root = new RootCommand("Produces faults under load by several processes, and proves from their records that nothing acknowledged is lost, doubled or hung. Exit code 1 when it is.") { faults, seeds, seed, parallel, json, list };
        root.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(list)) return List();
            if (RedisServerProcess.FindExecutable() is null)
            {
                await Console.Error.WriteLineAsync(RedisServerProcess.Missing);
                return Violated;
            }

            var names = parsed.GetValue(faults) is { Length: > 0 } given ? given : null;
            var chosen = AllFaults.List.Where(fault => names?.Contains(fault.Name) ?? true);
            var run = parsed.GetValue(seed) is { } one ? [one] : Enumerable.Range(1, parsed.GetValue(seeds));
            return await RunAsync([.. chosen], [.. run], parsed.GetValue(parallel), parsed.GetValue(json), cancellationToken);
        });
        return root;
    }

    private static int List()
    {
        foreach (var fault in AllFaults.List) Console.WriteLine($"{fault.Name,-24} {fault.Description}");
        return 0;
    }

    private static async Task<int> RunAsync(IReadOnlyList<IFault> faults, IReadOnlyList<int> seeds, int atOnce, bool json, CancellationToken cancellationToken)
    {
        var results = new List<FaultResult>();
        await foreach (var result in FaultRunner.RunAsync(faults, seeds, Limit, atOnce, cancellationToken))
        {
            results.Add(result);
            if (json) Console.WriteLine(JsonSerializer.Serialize(FaultLine.Of(result), ReportJson.Default.FaultLine));
            await TellAsync(result);
        }

        if (json) Console.WriteLine(JsonSerializer.Serialize(TotalLine.Of(results), ReportJson.Default.TotalLine));
        else TableReport.Write(results);
        return results.TrueForAll(result => result.Ok) ? 0 : Violated;
    }

    /// <summary>Says on standard error that a fault is done, and what it broke.</summary>
    private static async Task TellAsync(FaultResult result)
    {
        await Console.Error.WriteLineAsync($"{result.Fault}: {(result.Ok ? "ok" : "VIOLATED")}, {result.Operations} operations with {result.Runs.Count} seeds");
        foreach (var (run, remark) in result.Runs.SelectMany(run => run.Remarks.Select(remark => (run, remark)))) await Console.Error.WriteLineAsync($"  seed {run.Seed}: {remark}");
        foreach (var run in result.Runs.Where(run => run.Report.Violations.Count > 0))
        {
            foreach (var violation in run.Report.Violations.Take(MostViolationsShown))
            {
                await Console.Error.WriteLineAsync($"  {violation.Kind}: {violation.Rule}: {violation.Text}");
            }

            if (run.Report.Violations.Count > MostViolationsShown) await Console.Error.WriteLineAsync($"  … {run.Report.Violations.Count} violations in all");
            await Console.Error.WriteLineAsync($"  records: {run.Records.FullName}");
            await Console.Error.WriteLineAsync($"  again: dotnet run -c Release --project tests/RedisConversationStore.Faults -- --fault {result.Fault} --seed {run.Seed}");
        }
    }
}

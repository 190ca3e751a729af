using System.CommandLine;
using System.Text.Json;
using Conversations.Testing;

namespace Conversations.Redis.Load;

/// <summary>What every operation allocates and sends, held against a checked-in file.</summary>
internal static class GatesCommand
{
    internal static IReadOnlyList<GatedOperation> Operations { get; } =
    [
        .. GatedRooms.All, .. GatedDirectory.All, .. GatedEvents.All, .. GatedIdempotency.All, .. GatedBindings.All, .. GatedParticipants.All,
        .. GatedIdentities.All, .. GatedTasks.All, .. GatedObservations.All, .. GatedReadState.All,
    ];

    internal static Command Create()
    {
        var file = new Option<string?>("--file") { Description = "The file. Default: benchmarks/gates.json of this checkout.", HelpName = "FILE" };
        var only = new Option<string[]>("--only") { Description = "Only operations whose names begin so; may be repeated.", HelpName = "NAME" };
        var update = new Option<bool>("--update") { Description = "Write what was measured to the file, and say what has changed." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line instead of a table." };
        var command = new Command("gates", "Holds what each operation allocates and sends against a file. Exit code 1 when they differ; times are only told.") { file, only, update, json };
        command.SetAction(async parsed =>
        {
            if (!GateProcess.IsOptimized) return await FailAsync(GateProcess.NotOptimized);
            if (!GateProcess.IsThis) return await GateProcess.RunAsync();
            if (RedisServerProcess.FindExecutable() is null) return await FailAsync(RedisServerProcess.Missing);
            if ((parsed.GetValue(file) ?? GateFile.Find()) is not { } path) return await FailAsync("This program is in no checkout: give --file FILE.");
            try
            {
                var names = parsed.GetValue(only) ?? [];
                return await RunAsync(path, GateFile.Read(path), name => names.Length == 0 || names.Any(name.StartsWith), parsed.GetValue(update), parsed.GetValue(json));
            }
            catch (JsonException malformed)
            {
                return await FailAsync($"{path} is no file of gates: {malformed.Message}");
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(string path, IReadOnlyList<Gate> expected, Func<string, bool> isChosen, bool update, bool asJson)
    {
        var chosen = Operations.Where(operation => isChosen(operation.Name)).ToArray();
        var measured = await MeasureAsync(chosen, asJson);
        var differences = GateCheck.Differences(expected, measured, isWhole: chosen.Length == Operations.Count).ToArray();
        foreach (var difference in differences) await Progress.TellAsync(difference);
        if (update)
        {
            GateFile.Write(path, [.. measured, .. expected.Where(gate => Operations.Any(operation => operation.Name == gate.Name) && !isChosen(gate.Name))]);
            await Progress.TellAsync($"{path} is written, with {differences.Length} differences.");
            return 0;
        }

        return differences.Length == 0 ? 0 : await FailAsync($"{differences.Length} differences from {path}. Where they are meant, update the file: gates --update");
    }

    private static async Task<IReadOnlyList<Gate>> MeasureAsync(IEnumerable<GatedOperation> operations, bool asJson)
    {
        if (!asJson) GateReport.WriteHeader();
        var gates = new List<Gate>();
        await using var measurement = await GateMeasurement.StartAsync();
        foreach (var operation in operations)
        {
            var (gate, microseconds) = await measurement.MeasureAsync(operation);
            gates.Add(gate);
            Console.WriteLine(asJson ? GateReport.Json(gate, microseconds) : GateReport.TableRow(gate, microseconds));
        }

        return gates;
    }

    private static async Task<int> FailAsync(string why)
    {
        await Progress.TellAsync(why);
        return 1;
    }
}

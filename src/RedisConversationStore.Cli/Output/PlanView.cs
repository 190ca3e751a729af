using System.Globalization;
using Conversations.LoadTesting.Planning;
using Spectre.Console;

namespace Conversations.Cli.Output;

/// <summary>A plan for people.</summary>
internal static class PlanView
{
    private const int LargestAggregates = 5;

    /// <summary>Runs a plan, and says on standard error what is being done.</summary>
    public static Task<CapacityPlan> RunAsync(Func<IProgress<string>, Task<CapacityPlan>> plan) => plan(new Lines());

    public static void Show(IAnsiConsole console, CapacityPlan plan)
    {
        ShowAnswer(console, plan);
        ShowMemory(console, plan);
        ShowCosts(console, plan);
        ShowLimits(console, plan);
        ShowCheck(console, plan);
    }

    private static void ShowAnswer(IAnsiConsole console, CapacityPlan plan)
    {
        var profile = plan.Profile;
        Say(console, $"{profile.Rooms:N0} rooms, {profile.EventsPerRoomPerDay:0.##} events a room and day kept {profile.RetentionDays} days, {profile.Replicas} replicas. Measured on {plan.Server.Name} ({plan.Server.Allocator}).");
        var table = Terminal.Table("What it needs", "");
        Row(table, "Shards", $"{plan.Shards.Needed} (processor {plan.Shards.ForProcessor}, memory {plan.Shards.ForMemory}, network {plan.Shards.ForNetwork}; {profile.Headroom * 100:0}% of each kept free)");
        Row(table, $"Memory on day {profile.RetentionDays}", $"{Size(plan.FullBytes)}, of which connections take {Size(plan.ConnectionBytes * plan.Shards.Needed)}; a shard has {Size(plan.Shard.MemoryBytes)}");
        Row(table, "Commits a second", $"{plan.MeanCommitsPerSecond:N1} on average, {plan.PeakCommitsPerSecond:N1} at the peak");
        Row(table, "A shard can do", $"{plan.Shard.CommitsPerSecond:N0} commits a second with their reads and removals; {plan.Shard.UsableCommitsPerSecond:N0} with the headroom kept");
        Row(table, "Network in / out", $"{Size(plan.Network.MeanIn)}/s / {Size(plan.Network.MeanOut)}/s on average, {Size(plan.Network.PeakIn)}/s / {Size(plan.Network.PeakOut)}/s at the peak");
        Row(table, "Append-only file", $"{Size(plan.Aof.BytesPerDay)} a day ({plan.Aof.BytesPerCommit:N0} B a commit, {(plan.Aof.IsMeasured ? "measured" : "computed from the commands: the file is off on this server")}), rewritten {plan.Aof.RewritesPerDay:0.##} times a day");
        Row(table, "First bottleneck", plan.Bottleneck);
        console.Write(table);
    }

    private static void ShowMemory(IAnsiConsole console, CapacityPlan plan)
    {
        var largest = plan.Memory[^1].Aggregates.Take(LargestAggregates).Select(aggregate => aggregate.Name).ToList();
        var table = Terminal.Table(["Day", "Events", "Memory", .. largest, "others"]);
        foreach (var point in plan.Memory)
        {
            var named = largest.Select(name => point.Aggregates.FirstOrDefault(aggregate => aggregate.Name == name)?.Bytes ?? 0).ToList();
            table.AddRow([.. new[] { Text($"{point.Day}"), Text($"{point.Events:N0}"), Size(point.Bytes) }.Concat(named.Select(bytes => Size(bytes))).Append(Size(point.Bytes - named.Sum())).Select(Terminal.Cell)]);
        }

        console.Write(table);
        Say(console, $"The process takes more than its memory in use: count on 10 to 40% on top for fragmentation, and up to as much again while the append-only file is rewritten under load.");
    }

    private static void ShowCosts(IAnsiConsole console, CapacityPlan plan)
    {
        var table = Terminal.Table("Operation", "Server µs", "of it in commands", "In", "Out", "Append-only file", "Alone, operations/s here");
        foreach (var cost in plan.Costs)
        {
            string[] cells = [cost.Operation, Text($"{cost.ServerMicroseconds:0.0}"), Text($"{cost.CommandMicroseconds:0.0}"), Size(cost.NetworkInBytes), Size(cost.NetworkOutBytes), Size(cost.AofBytes), Text($"{1e6 / cost.WallMicroseconds:N0}")];
            table.AddRow([.. cells.Select(Terminal.Cell)]);
        }

        console.Write(table);
        if (!plan.Server.IsProcessorMeasured) Say(console, $"This server does not tell its processor time: server time is that in commands, without the network.");
    }

    private static void ShowLimits(IAnsiConsole console, CapacityPlan plan)
    {
        var table = Terminal.Table("Limit", "Used at the peak");
        foreach (var limit in plan.Limits) Row(table, limit.Name, $"{limit.Use * 100:0.#}%");
        console.Write(table);
    }

    private static void ShowCheck(IAnsiConsole console, CapacityPlan plan)
    {
        var check = plan.Check;
        var table = Terminal.Table("Checked against a real load", "Predicted", "Measured", "Error");
        Cells(table, $"memory of {check.Rooms} rooms with {check.EventsPerRoom} events", Size(check.PredictedBytes), Size(check.MeasuredBytes), Text($"{check.MemoryError * 100:0.0}%"));
        Cells(table, "operations a second, mixed", Text($"{check.PredictedOperationsPerSecond:N0}"), Text($"{check.MeasuredOperationsPerSecond:N0}"), Text($"{check.ThroughputError * 100:0.0}%"));
        Cells(table, "server µs an operation", Text($"{check.PredictedServerMicroseconds:0.0}"), Text($"{check.MeasuredServerMicroseconds:0.0}"), Text($"{check.ServerTimeError * 100:0.0}%"));
        console.Write(table);
        Say(console, $"Under the mixture the server used {check.ServerBusyShare * 100:0}% of its core; the rest of the time it waited for this one process.");
    }

    private static void Row(Table table, string name, FormattableString value) => Row(table, name, FormattableString.Invariant(value));

    private static void Row(Table table, string name, string value) => Cells(table, name, value);

    private static void Cells(Table table, params string[] cells) => table.AddRow([.. cells.Select(Terminal.Cell)]);

    private static void Say(IAnsiConsole console, FormattableString text) => console.WriteLine(FormattableString.Invariant(text));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Size(double bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
        < 10L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1L << 10):0} KiB"),
        < 10L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1L << 20):0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1L << 30):0.0} GiB"),
    };

    // A line each, at once: System.Progress would hand them to another thread, after the table at worst.
    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}

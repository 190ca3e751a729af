namespace Conversations.LoadTesting.Planning;

/// <summary>Runs operations as fast as they go, and reads from the server's own figures what one of them costs.</summary>
internal sealed class CostMeasurement(ServerProbe probe, CapacityProfile profile)
{
    private static readonly string[] Scripts = ["eval", "evalsha", "eval_ro", "evalsha_ro"];

    /// <summary>One operation alone.</summary>
    internal Task<OperationCost> MeasureAsync(string operation, RoomTraffic traffic, TimeSpan duration, CancellationToken cancellationToken) =>
        MeasureAsync(operation, BesideScript(operation), _ => traffic.RunAsync(operation, cancellationToken), duration, cancellationToken);

    /// <summary>The mixture.</summary>
    internal Task<OperationCost> MeasureAsync(OperationMix mix, RoomTraffic traffic, TimeSpan duration, CancellationToken cancellationToken) =>
        MeasureAsync("mix", null, number => traffic.RunAsync(mix.At(number), cancellationToken), duration, cancellationToken);

    private async Task<OperationCost> MeasureAsync(string name, string? besideScript, Func<long, Task<bool>> operation, TimeSpan duration, CancellationToken cancellationToken)
    {
        var before = await probe.ReadAsync().ConfigureAwait(false);
        var run = await Saturation.RunAsync(operation, duration, cancellationToken).ConfigureAwait(false);
        var after = await probe.ReadAsync().ConfigureAwait(false);
        if (run.Operations == 0) throw new PlanningException($"No {name} ended within {duration.TotalSeconds:0.#} seconds: the server is too busy to be measured.");
        var command = CommandMicroseconds(before, after, besideScript, run.Operations);
        return new(
            name,
            run.Elapsed.TotalMicroseconds / run.Operations,
            before.TellsProcessor ? (after.ProcessorMicroseconds - before.ProcessorMicroseconds) / run.Operations : command,
            command,
            (after.NetworkInBytes - before.NetworkInBytes) / run.Operations,
            (after.NetworkOutBytes - before.NetworkOutBytes) / run.Operations,
            Math.Max(0, after.AofBytes - before.AofBytes) / run.Operations);
    }

    /// <summary>The command that an operation sends beside its scripts, once.</summary>
    private string? BesideScript(string operation) => (operation, profile.Locators) switch
    {
        (OperationMix.Commit, true) => "hsetnx",
        (OperationMix.Remove, true) => "hmget",
        _ => null,
    };

    // What a script calls is in the statistics twice, under its own name and within the script: so scripts count whole, and commands beside them by their mean.
    private static double CommandMicroseconds(ServerSnapshot before, ServerSnapshot after, string? besideScript, long operations)
    {
        var scripts = Scripts.Sum(script => after.Command(script).Microseconds - before.Command(script).Microseconds);
        if (scripts == 0) return (after.CommandMicroseconds - before.CommandMicroseconds) / operations;
        if (besideScript is null) return scripts / operations;
        var calls = after.Command(besideScript).Calls - before.Command(besideScript).Calls;
        var microseconds = after.Command(besideScript).Microseconds - before.Command(besideScript).Microseconds;
        return (scripts / operations) + (calls > 0 ? microseconds / calls : 0);
    }
}

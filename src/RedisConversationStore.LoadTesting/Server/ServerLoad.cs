namespace Conversations.LoadTesting;

/// <summary>What the servers did in the measured time, whoever asked them to, summed over the primaries.</summary>
/// <param name="Version">What the first calls itself, such as <c>Redis 7.0.15</c>.</param>
/// <param name="UsedMemoryBytesBefore">The memory of their data as it began.</param>
/// <param name="UsedMemoryBytesAfter">The memory of their data as it ended.</param>
/// <param name="ProcessorSeconds">The processor time they took.</param>
/// <param name="ReceivedBytes">What came in over the network.</param>
/// <param name="SentBytes">What went out.</param>
/// <param name="Commands">What they executed, that which took longest first; commands within scripts are counted too, and their time is part of the script's.</param>
public sealed record ServerLoad(string Version, long UsedMemoryBytesBefore, long UsedMemoryBytesAfter, double ProcessorSeconds, long ReceivedBytes, long SentBytes, IReadOnlyList<CommandLoad> Commands)
{
    internal static ServerLoad Between(ServerSnapshot before, ServerSnapshot after)
    {
        var commands = after.Commands
            .Select(command => (command.Key, Before: before.Command(command.Key), After: command.Value))
            .Select(command => new CommandLoad(command.Key, (long)(command.After.Calls - command.Before.Calls), (long)(command.After.Microseconds - command.Before.Microseconds)))
            .Where(command => command.Calls > 0)
            .OrderByDescending(command => command.Microseconds);
        return new(
            after.Version, (long)before.UsedMemory, (long)after.UsedMemory, Math.Round(after.ProcessSeconds - before.ProcessSeconds, 3),
            (long)(after.NetworkInBytes - before.NetworkInBytes), (long)(after.NetworkOutBytes - before.NetworkOutBytes), [.. commands]);
    }
}

/// <summary>How often a command was executed, and how long it took the servers.</summary>
/// <param name="Name">The command.</param>
/// <param name="Calls">How often.</param>
/// <param name="Microseconds">How long, all calls together.</param>
public sealed record CommandLoad(string Name, long Calls, long Microseconds);

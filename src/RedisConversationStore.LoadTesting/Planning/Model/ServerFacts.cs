namespace Conversations.LoadTesting.Planning;

/// <summary>What is known of the server that was measured.</summary>
/// <param name="Name">Which server and version.</param>
/// <param name="Allocator">Its memory allocator.</param>
/// <param name="Shards">How many primaries there are.</param>
/// <param name="UsedBytes">What it used before anything was written.</param>
/// <param name="MaxMemoryBytes">The limit of a shard; null when there is none.</param>
/// <param name="MachineBytes">The memory of a shard's machine; null when it is not told.</param>
/// <param name="Fragmentation">Memory of the process through memory used; says little about a server that is nearly empty.</param>
/// <param name="BytesPerConnection">What a connection takes.</param>
/// <param name="IsAofMeasured">Whether the append-only file was on and its growth measured; otherwise it is computed from the size of the commands.</param>
/// <param name="IsProcessorMeasured">Whether server time is the main thread's processor time; otherwise it is the time in commands, which leaves out the network.</param>
public sealed record ServerFacts(
    string Name,
    string Allocator,
    int Shards,
    long UsedBytes,
    long? MaxMemoryBytes,
    long? MachineBytes,
    double Fragmentation,
    double BytesPerConnection,
    bool IsAofMeasured,
    bool IsProcessorMeasured)
{
    internal static ServerFacts Of(ServerSnapshot start, ServerSnapshot full) => new(
        start.Version,
        start.Allocator,
        start.Nodes,
        (long)start.UsedMemory,
        start.MaxMemory > 0 ? (long)start.MaxMemory : null,
        start.MachineMemory > 0 ? (long)start.MachineMemory : null,
        full.Fragmentation,
        full.Clients > 0 ? full.ClientMemory / full.Clients : 0,
        full.HasAof,
        start.TellsProcessor);
}

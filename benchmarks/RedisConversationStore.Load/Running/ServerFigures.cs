using Conversations.LoadTesting;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>What a server tells about itself, as the figures of rounds.</summary>
internal static class ServerFigures
{
    /// <summary>The processor time it has used; not a number where it does not tell.</summary>
    internal static async Task<double> ProcessorMicrosecondsAsync(IServer server) =>
        await ServerSnapshot.ReadAsync(server) is { TellsProcessor: true } state ? state.ProcessSeconds * 1e6 : double.NaN;

    /// <summary>The memory its data and buffers take.</summary>
    internal static async Task<double> UsedMemoryAsync(IServer server) => (await ServerSnapshot.ReadAsync(server)).UsedMemory;

    /// <summary>The time it has spent in scripts, and in what they call.</summary>
    internal static async Task<double> ScriptMicrosecondsAsync(IServer server) => (await ServerSnapshot.ReadAsync(server)).Command("evalsha").Microseconds;
}

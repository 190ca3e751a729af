using System.Diagnostics;
using Conversations.LoadTesting;

namespace Conversations.Redis.Load;

/// <summary>Measures operations, one call after another on one connection, in a process that does nothing else.</summary>
internal sealed class GateMeasurement : IAsyncDisposable
{
    // Pools and caches are filled, and scripts loaded.
    private const int WarmUpCalls = 100;
    private const int CountedCalls = 20;
    private const int MeasuredCalls = 200;

    /// <summary>How many calls of an operation there are in all.</summary>
    internal const int Calls = WarmUpCalls + CountedCalls + MeasuredCalls;

    private readonly RunningRedis redis;

    private GateMeasurement(RunningRedis redis) => this.redis = redis;

    internal static async Task<GateMeasurement> StartAsync() => new(await RunningRedis.StartQuietAsync());

    internal async Task<(Gate Gate, double Microseconds)> MeasureAsync(GatedOperation operation)
    {
        await using var stage = await GateStage.SetAsync(redis);
        var prepared = await operation.PrepareAsync(stage);
        // With what follows a call away from its caller.
        async Task CallAsync(int number)
        {
            await prepared(number);
            await ((RedisConversationStore)stage.Store).TidyUpAsync();
        }

        for (var number = 0; number < WarmUpCalls; number++) await CallAsync(number);
        var (sent, inScripts) = await CountAsync(CallAsync);
        var (bytes, microseconds) = await MeasureAsync(CallAsync);
        return (new(operation.Name, bytes, sent, inScripts), microseconds);
    }

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    /// <summary>What the client says it sent, and what the server says it executed beyond that.</summary>
    private async Task<(double Sent, double InScripts)> CountAsync(Func<int, Task> callAsync)
    {
        var executed = await ExecutedAsync();
        var sent = Sent();
        for (var number = WarmUpCalls; number < WarmUpCalls + CountedCalls; number++) await callAsync(number);
        sent = Sent() - sent;

        // Asked on the same connection, so after what calls have sent and not waited for.
        executed = await ExecutedAsync() - executed;
        return ((double)sent / CountedCalls, (executed - sent) / CountedCalls);
    }

    private long Sent() => redis.Connection.GetCounters().Interactive.OperationCount;

    /// <summary>All commands but the question.</summary>
    private async Task<double> ExecutedAsync() =>
        (await ServerSnapshot.ReadAsync(redis.Server)).Commands.Where(command => command.Key != "info").Sum(command => command.Value.Calls);

    /// <summary>The median of all calls: what few of them have, such as a thread of the pool that begins, a table that grows, or a reply that is there before it is waited for, is not in it.</summary>
    private static async Task<(long Bytes, double Microseconds)> MeasureAsync(Func<int, Task> callAsync)
    {
        var bytes = new long[MeasuredCalls];
        var ticks = new long[MeasuredCalls];
        for (var at = 0; at < MeasuredCalls; at++)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var begun = Stopwatch.GetTimestamp();
            await callAsync(WarmUpCalls + CountedCalls + at);
            ticks[at] = Stopwatch.GetTimestamp() - begun;
            bytes[at] = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        }

        Array.Sort(bytes);
        Array.Sort(ticks);
        return (bytes[MeasuredCalls / 2], Stopwatch.GetElapsedTime(0, ticks[MeasuredCalls / 2]).TotalMicroseconds);
    }
}

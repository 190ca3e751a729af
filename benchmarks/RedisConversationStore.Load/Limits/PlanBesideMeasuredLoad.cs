using System.Globalization;
using Conversations.LoadTesting.Planning;
using Conversations.Testing;

namespace Conversations.Redis.Load;

/// <summary>What <c>convstore plan</c> says of memory and throughput, beside a load of the planned shape.</summary>
internal sealed class PlanBesideMeasuredLoad : ILimit
{
    // A plan's rounds are short: several to each of the other limits' make them last as long.
    private const int PlanRounds = 5;

    public string Name => "plan_memory_error";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        await using var server = await RedisServerProcess.StartAsync("--appendonly", "yes");
        var plan = await CapacityPlanner.PlanAsync(server.ConnectionString, new(), new() { Rounds = setup.Rounds * PlanRounds });
        var check = plan.Check;
        yield return new(
            Name,
            "`plan` against a measured load: memory error",
            Bar.AtMost(0.05),
            check.MemoryError,
            string.Create(CultureInfo.InvariantCulture, $"{check.PredictedBytes:N0} / {check.MeasuredBytes:N0} bytes; {check.Rooms} rooms with {check.EventsPerRoom} events"));
        yield return new(
            "plan_throughput_error",
            "`plan` against a measured load: throughput error",
            Bar.AtMost(0.15),
            check.ThroughputError,
            string.Create(CultureInfo.InvariantCulture, $"{check.PredictedOperationsPerSecond:N0} / {check.MeasuredOperationsPerSecond:N0} operations/s; median of {check.Rounds} rounds"));
        yield return new(
            "plan_server_time_error",
            "`plan` against a measured load: error of the server's processor time",
            Bar: null,
            check.ServerTimeError,
            string.Create(CultureInfo.InvariantCulture, $"{check.PredictedServerMicroseconds:F1} / {check.MeasuredServerMicroseconds:F1} µs an operation"));
    }
}

using System.Text.Json;

namespace Conversations.LoadTesting;

/// <summary>The first line to a worker. It comes through standard input, where no list of processes shows the password.</summary>
internal sealed record WorkerSettings(string Connection, string Prefix, int Process, Scenario Scenario);

/// <summary>A line from a worker: exactly one of its members is set.</summary>
/// <param name="Prepared">How many of its rooms are ready; the first such line, with 0, says that it is connected.</param>
/// <param name="IsReady">All are, and the worker waits for <see cref="WorkerProtocol.Go"/>.</param>
/// <param name="Second">A second of the load has gone by; numbers below 0 are the warm-up's.</param>
/// <param name="Result">What was measured: the last line.</param>
internal sealed record WorkerMessage(int? Prepared = null, bool? IsReady = null, LoadSecond? Second = null, WorkerResult? Result = null);

/// <summary>What a process measured.</summary>
/// <param name="Operations">By operation.</param>
/// <param name="Seconds">By second.</param>
/// <param name="MeasuredSeconds">How long the measured time was.</param>
/// <param name="ProcessorSeconds">The processor time that the process took in it.</param>
internal sealed record WorkerResult(IReadOnlyDictionary<string, OperationResult> Operations, IReadOnlyList<LoadSecond> Seconds, double MeasuredSeconds, double ProcessorSeconds);

/// <summary>What a process measured of an operation.</summary>
/// <param name="Histogram">The latencies (<see cref="Latencies.Encode"/>).</param>
/// <param name="InTime">How many calls ended well before the duration was over.</param>
/// <param name="Failures">How often it failed, by reason.</param>
internal sealed record OperationResult(string Histogram, long InTime, IReadOnlyDictionary<string, long> Failures);

/// <summary>The JSON lines between a run and its workers.</summary>
internal static class WorkerProtocol
{
    /// <summary>The second line to a worker: begin.</summary>
    internal const string Go = "go";

    internal static string Write(WorkerSettings settings) => JsonSerializer.Serialize(settings, LoadJsonContext.Default.WorkerSettings);

    internal static string Write(WorkerMessage message) => JsonSerializer.Serialize(message, LoadJsonContext.Default.WorkerMessage);

    internal static WorkerSettings ReadSettings(string line) => JsonSerializer.Deserialize(line, LoadJsonContext.Default.WorkerSettings) ?? throw new JsonException("The settings are null.");

    internal static WorkerMessage ReadMessage(string line) => JsonSerializer.Deserialize(line, LoadJsonContext.Default.WorkerMessage) ?? throw new JsonException("The message is null.");
}

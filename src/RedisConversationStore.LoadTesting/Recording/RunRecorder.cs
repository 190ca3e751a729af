using System.Collections.Frozen;

namespace Conversations.LoadTesting;

/// <summary>What a process measures.</summary>
internal sealed class RunRecorder
{
    /// <summary>An operation that was due, and had not ended when waiting for it was given up. Its time so far is among the latencies: without it a store that hangs would look fast.</summary>
    internal const string Unfinished = "unfinished";

    private readonly FrozenDictionary<string, OperationRecorder> operations;
    private readonly TimeSpan duration;

    internal RunRecorder(Scenario scenario, TimeSpan longest)
    {
        duration = TimeSpan.FromSeconds(scenario.DurationSeconds);
        operations = scenario.Mix.Keys.ToFrozenDictionary(name => name, _ => new OperationRecorder());
        Seconds = new(longest);
    }

    internal SecondCounts Seconds { get; }

    /// <param name="operation">The operation.</param>
    /// <param name="at">When it ended, since the measured time began.</param>
    /// <param name="latency">How long it took.</param>
    internal void Completed(string operation, TimeSpan at, TimeSpan latency)
    {
        operations[operation].Completed(latency, isInTime: at < duration);
        Seconds.Completed(at, latency);
    }

    internal void Failed(string operation, TimeSpan at, string reason)
    {
        operations[operation].Failed(reason);
        Seconds.Failed(at);
    }

    internal void GivenUp(string operation, TimeSpan at, TimeSpan soFar)
    {
        operations[operation].GivenUp(soFar);
        Failed(operation, at, Unfinished);
    }

    internal IReadOnlyDictionary<string, OperationResult> Results() => operations.ToDictionary(entry => entry.Key, entry => entry.Value.Result());
}

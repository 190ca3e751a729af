using System.Collections.Concurrent;
using HdrHistogram;

namespace Conversations.LoadTesting;

/// <summary>How often one operation was called in a process, how long it took, and why it failed.</summary>
internal sealed class OperationRecorder
{
    private readonly LongConcurrentHistogram latencies = Latencies.Concurrent();
    private readonly ConcurrentDictionary<string, long> failures = new(StringComparer.Ordinal);

    internal void Completed(TimeSpan latency) => Latencies.Record(latencies, latency);

    internal void Failed(string reason) => failures.AddOrUpdate(reason, 1, (_, count) => count + 1);

    internal OperationResult Result() => new(Latencies.Encode(latencies), new Dictionary<string, long>(failures));
}

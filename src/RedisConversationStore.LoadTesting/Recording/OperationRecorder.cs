using System.Collections.Concurrent;
using HdrHistogram;

namespace Conversations.LoadTesting;

/// <summary>How often one operation was called in a process, how long it took, and why it failed.</summary>
internal sealed class OperationRecorder
{
    private readonly LongConcurrentHistogram latencies = Latencies.Concurrent();
    private readonly ConcurrentDictionary<string, long> failures = new(StringComparer.Ordinal);
    private long inTime;

    internal void Completed(TimeSpan latency, bool isInTime)
    {
        Latencies.Record(latencies, latency);
        if (isInTime) Interlocked.Increment(ref inTime);
    }

    internal void GivenUp(TimeSpan soFar) => Latencies.Record(latencies, soFar);

    internal void Failed(string reason) => failures.AddOrUpdate(reason, 1, (_, count) => count + 1);

    internal OperationResult Result() => new(Latencies.Encode(latencies), Interlocked.Read(ref inTime), new Dictionary<string, long>(failures));
}

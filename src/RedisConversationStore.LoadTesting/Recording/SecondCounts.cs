namespace Conversations.LoadTesting;

/// <summary>What ended in each second of the measured time; many callers record at a time.</summary>
internal sealed class SecondCounts
{
    private readonly int[] completed;
    private readonly int[] failed;
    private readonly long[] slowestTicks;
    private readonly long[] backlog;

    internal SecondCounts(TimeSpan longest)
    {
        var length = (int)Math.Ceiling(longest.TotalSeconds) + 1;
        (completed, failed, slowestTicks, backlog) = (new int[length], new int[length], new long[length], new long[length]);
    }

    internal void Completed(TimeSpan at, TimeSpan latency)
    {
        var second = Second(at);
        Interlocked.Increment(ref completed[second]);
        var seen = Volatile.Read(ref slowestTicks[second]);
        while (latency.Ticks > seen)
        {
            var before = Interlocked.CompareExchange(ref slowestTicks[second], latency.Ticks, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    internal void Failed(TimeSpan at) => Interlocked.Increment(ref failed[Second(at)]);

    /// <summary>How many operations were waiting when the second ended.</summary>
    internal void Backlog(int second, long count) => backlog[Math.Clamp(second, 0, backlog.Length - 1)] = count;

    internal LoadSecond At(int second)
    {
        second = Math.Clamp(second, 0, completed.Length - 1);
        return new(second, Volatile.Read(ref completed[second]), Volatile.Read(ref failed[second]), Math.Round(TimeSpan.FromTicks(Volatile.Read(ref slowestTicks[second])).TotalMilliseconds, 3), backlog[second]);
    }

    internal IReadOnlyList<LoadSecond> First(int seconds) => [.. Enumerable.Range(0, Math.Min(seconds, completed.Length)).Select(At)];

    private int Second(TimeSpan at) => Math.Clamp((int)at.TotalSeconds, 0, completed.Length - 1);
}

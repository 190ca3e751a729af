using System.Diagnostics;
using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>Notes when the process does not run, so that nobody takes the machine's pauses for the store's. On a thread of its own: that the pool has no thread left is the store's affair.</summary>
internal sealed class StallWatch : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    // What is shorter makes nobody late.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    private readonly ManualResetEventSlim ending = new();
    private readonly Thread thread;

    internal StallWatch(HistoryWriter history)
    {
        thread = new Thread(() => Watch(history)) { IsBackground = true, Name = "stalls", Priority = ThreadPriority.Highest };
        thread.Start();
    }

    /// <summary>Ends; nothing is written from then on.</summary>
    public void Dispose()
    {
        if (ending.IsSet) return;
        ending.Set();
        thread.Join();
        ending.Dispose();
    }

    private void Watch(HistoryWriter history)
    {
        // Once more when it ends: the process may have been woken to end.
        var isEnding = false;
        for (var last = Stopwatch.GetTimestamp(); !isEnding;)
        {
            isEnding = ending.Wait(Tick);
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(last, now) > Shortest) history.Stalled(new(last, now));
            last = now;
        }
    }
}

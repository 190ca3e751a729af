using System.Diagnostics;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>What a mode of running documents: what may be lost, and how long a call may take.</summary>
public sealed record Expectation
{
    /// <summary>How long a call may take before it counts as hung: the deadline and a generous slack for a busy machine.</summary>
    public required TimeSpan HungAfter { get; init; }

    /// <summary>When acknowledged writes may be lost.</summary>
    public IReadOnlyList<LossWindow> LossWindows { get; init; } = [];

    /// <summary>Whether what a call was acknowledged may be lost: it may have happened within a window.</summary>
    public bool MayBeLost(RecordedCall call)
    {
        foreach (var window in LossWindows)
        {
            if ((call.IsRead || call.IsRefused || !window.OfReadsOnly) && call.StartedAt <= window.To && call.EndedAt >= window.From) return true;
        }

        return false;
    }

    /// <summary>Nothing acknowledged is lost.</summary>
    public static Expectation Nothing(TimeSpan hungAfter) => new() { HungAfter = hungAfter };

    /// <summary>Writes acknowledged within a window may be lost, as an append-only file that is synced every second and asynchronous replication document. Several windows: <see cref="LossWindows"/>.</summary>
    /// <param name="from">A <see cref="Stopwatch"/> timestamp: what was acknowledged before is safe.</param>
    /// <param name="to">A <see cref="Stopwatch"/> timestamp: what is called later is safe.</param>
    /// <param name="hungAfter">See <see cref="HungAfter"/>.</param>
    public static Expectation AcknowledgedBetween(long from, long to, TimeSpan hungAfter) => new() { HungAfter = hungAfter, LossWindows = [new(from, to)] };
}

/// <summary>A span of time in which what the store acknowledges may be lost, in <see cref="Stopwatch"/> timestamps, which the processes of one machine share.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="OfReadsOnly">Whether only what readers saw, and writers who were refused, may be lost, and nothing that was acknowledged to a writer: where writes wait for replicas, a reader may see one that waits still, and that a failover takes away.</param>
public readonly record struct LossWindow(long From, long To, bool OfReadsOnly = false);

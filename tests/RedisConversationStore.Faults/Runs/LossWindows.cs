using System.Diagnostics;
using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;

namespace Conversations.Faults.Runs;

/// <summary>Notes when acknowledged writes may be lost.</summary>
internal static class LossWindows
{
    /// <summary>What replication is behind on a busy machine, when nothing holds it up.</summary>
    internal static readonly TimeSpan ReplicationLag = TimeSpan.FromSeconds(1);

    /// <summary>From a while before something is done until it is done.</summary>
    /// <param name="before">How much earlier what was acknowledged may be lost.</param>
    /// <param name="fault">What loses it.</param>
    internal static async Task<LossWindow> AroundAsync(TimeSpan before, Func<Task> fault)
    {
        var from = Before(Stopwatch.GetTimestamp(), before);
        await fault();
        return new(from, Stopwatch.GetTimestamp());
    }

    /// <summary>What a failover loses: what the new primary had not got, and what another acknowledged until it was told.</summary>
    internal static LossWindow Of(Failover failover) => new(Before(failover.InSyncAt, ReplicationLag), failover.SettledAt);

    private static long Before(long timestamp, TimeSpan span) => timestamp - (long)(span.TotalSeconds * Stopwatch.Frequency);
}

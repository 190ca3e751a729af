using System.Diagnostics;
using Conversations.Faults.Checking;

namespace Conversations.Faults.Runs;

/// <summary>Notes when acknowledged writes may be lost.</summary>
internal static class LossWindows
{
    /// <summary>From a while before something is done until it is done.</summary>
    /// <param name="before">How much earlier what was acknowledged may be lost.</param>
    /// <param name="fault">What loses it.</param>
    internal static async Task<LossWindow> AroundAsync(TimeSpan before, Func<Task> fault)
    {
        var from = Stopwatch.GetTimestamp() - (long)(before.TotalSeconds * Stopwatch.Frequency);
        await fault();
        return new(from, Stopwatch.GetTimestamp());
    }
}

using Conversations.Faults.Checking;
using Conversations.Faults.History;

namespace Conversations.Faults.Runs;

/// <summary>Looks at what callers were told of a fault that outlasts every attempt.</summary>
internal static class ToldReasons
{
    /// <summary>Nothing when a write failed for a reason and is known to have changed nothing; a violation when none did.</summary>
    internal static IEnumerable<Violation> Check(IEnumerable<string> histories, UnavailableReason reason)
    {
        var isTold = histories.SelectMany(history => DriverHistory.Read(history).Calls)
            .Any(call => call.End?.Error is { MayHaveTakenEffect: false } error && error.Reason == reason.ToString());
        if (!isTold) yield return new(ViolationKind.Wrong, "fault-is-told", $"No call failed with the reason {reason} and without effect.");
    }
}

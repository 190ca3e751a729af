using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Hung;

/// <summary>Every call ends in time, not counting times in which its driver did not run. One that was cut off with its driver is none to blame, as long as the record does not go on for longer than a call may take.</summary>
internal static class CallsEnd
{
    public const string Name = nameof(CallsEnd);

    public static IEnumerable<Finding> Check(DriverHistory driver, Expectation expectation)
    {
        foreach (var call in driver.Calls)
        {
            var duration = driver.RunningDuration(call);
            if (call.End is null && (driver.IsClosed || duration > expectation.HungAfter)) yield return $"{call} has no end; it was waited for {duration.TotalSeconds:0.0} s.";
            else if (duration > expectation.HungAfter) yield return $"{call} took {duration.TotalSeconds:0.0} s.";
        }
    }
}

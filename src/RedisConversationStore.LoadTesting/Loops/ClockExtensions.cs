namespace Conversations.LoadTesting;

internal static class ClockExtensions
{
    /// <summary>A span in ticks of the clock's timestamps.</summary>
    internal static long Ticks(this TimeProvider clock, TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);
}

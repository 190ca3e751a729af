using System.Diagnostics;

namespace Conversations.Faults.Driving;

/// <summary>The clock of a driver on a machine whose time is wrong: hours off, and set anew every second, by minutes to hours in either direction. Timers and timestamps are not affected, as those of a process are not by its system clock.</summary>
/// <param name="seed">Decides the jumps.</param>
/// <param name="offset">How far the clock is off before it jumps.</param>
internal sealed class SkewedClock(int seed, TimeSpan offset) : TimeProvider
{
    /// <summary>How far the clock is off at least, and at most, around the offset.</summary>
    internal static readonly TimeSpan ShortestJump = TimeSpan.FromMinutes(1), LongestJump = TimeSpan.FromHours(4);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly long startedAt = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset + Jump((int)(Stopwatch.GetElapsedTime(startedAt) / Interval));

    private TimeSpan Jump(int interval)
    {
        var random = new Random(unchecked((seed * 1_000_003) + interval));
        var jump = ShortestJump + ((LongestJump - ShortestJump) * random.NextDouble());
        return random.Next(2) == 0 ? jump : -jump;
    }
}

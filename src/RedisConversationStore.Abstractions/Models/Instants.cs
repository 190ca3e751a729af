namespace Conversations;

/// <summary>The instants a store keeps: UTC, whole microseconds, years 1700 to 2200.</summary>
/// <remarks>Microseconds since 1970 of these years are below 2^53, so a Redis server compares and orders them exactly. A store cuts finer digits off and converts to UTC before it writes; the event it returns shows what was written.</remarks>
public static class Instants
{
    /// <summary>The earliest instant a store takes: the start of the year 1700.</summary>
    public static DateTimeOffset Earliest { get; } = new(1700, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The latest instant a store takes: the start of the year 2200.</summary>
    public static DateTimeOffset Latest { get; } = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The system clock's present, in whole microseconds.</summary>
    public static DateTimeOffset Now => Normalize(DateTimeOffset.UtcNow);

    /// <summary>The same instant in UTC, cut to whole microseconds.</summary>
    /// <param name="instant">Any instant.</param>
    public static DateTimeOffset Normalize(DateTimeOffset instant)
    {
        var fraction = instant.UtcTicks % TimeSpan.TicksPerMicrosecond;
        return fraction == 0 && instant.Offset == TimeSpan.Zero ? instant : new(instant.UtcTicks - fraction, TimeSpan.Zero);
    }

    internal static long ToMicroseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <exception cref="ArgumentOutOfRangeException">The instant is before the year 1 or after the year 9999.</exception>
    internal static DateTimeOffset FromMicroseconds(long microseconds)
    {
        const long furthest = 400_000_000_000_000_000;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(microseconds, furthest);
        ArgumentOutOfRangeException.ThrowIfLessThan(microseconds, -furthest);
        return new(DateTimeOffset.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}

using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>What an operation takes in a large room over what it takes in a small one.</summary>
internal static class AtSize
{
    private static readonly Bar Most = Bar.AtMost(1.3);

    /// <param name="name">The name of the first figure.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="largeRoom">The events of the large room.</param>
    /// <param name="comparison">Of the contenders <c>large</c> and <c>small</c>; the server's figure is its time in scripts.</param>
    internal static IEnumerable<Figure> Figures(string name, string operation, int largeRoom, Comparison comparison)
    {
        var (large, small) = (comparison.Median("large"), comparison.Median("small"));
        yield return new(
            name,
            string.Create(CultureInfo.InvariantCulture, $"{operation} at {largeRoom:N0} events / at {GrownRooms.SmallRoom:N0}, time"),
            Most,
            comparison.Ratio("large", "small", static round => round.P50),
            string.Create(CultureInfo.InvariantCulture, $"{large.P50 * 1000:F0} / {small.P50 * 1000:F0} µs, the median of one caller's calls"));
        // A caller's time is mostly the way there and back; growth would show here first.
        yield return new(
            name + "_server_time",
            "the same, time of the server in the script",
            null,
            comparison.Ratio("large", "small", static round => round.ServerMicroseconds),
            string.Create(CultureInfo.InvariantCulture, $"{large.ServerMicroseconds:F1} / {small.ServerMicroseconds:F1} µs"));
    }
}

namespace Conversations.LoadTesting.Planning;

/// <summary>Bytes by number of items, as measured at some numbers, and what follows for others: between two of them straight lines; beyond the last power of two, twice the items take twice the bytes, for hash tables grow by doubling.</summary>
internal sealed class SizeCurve
{
    private readonly (double Items, double Bytes)[] points;
    private readonly double reach;

    /// <param name="measured">What was measured; an empty one takes nothing.</param>
    internal SizeCurve(IEnumerable<(double Items, double Bytes)> measured)
    {
        points = [(0, 0), .. measured.Where(point => point.Items > 0).OrderBy(point => point.Items)];
        reach = points.Select(point => point.Items).LastOrDefault(items => items > 0 && double.IsPow2(items));
        if (reach == 0) throw new ArgumentException("A curve needs a point at a power of two.", nameof(measured));
    }

    /// <summary>The bytes that a number of items takes.</summary>
    internal double At(double items)
    {
        if (items <= 0) return 0;
        var times = 1.0;
        while (items > reach)
        {
            items /= 2;
            times *= 2;
        }

        var next = 1;
        while (points[next].Items < items) next++;
        var (fromItems, fromBytes) = points[next - 1];
        var (toItems, toBytes) = points[next];
        return times * (fromBytes + ((toBytes - fromBytes) * (items - fromItems) / (toItems - fromItems)));
    }

    /// <summary>The numbers at which to measure: where a table doubles, just behind it, and midway to the next.</summary>
    internal static IReadOnlyList<int> Ladder(int most)
    {
        var ladder = new SortedSet<int> { most };
        for (var power = 1; power <= most; power *= 2) ladder.UnionWith(((int[])[power, power + 1, power + (power / 2)]).Where(items => items <= most));
        return [.. ladder];
    }
}

namespace Conversations.Faults.Checking;

/// <summary>The least that a value which only rises can be, given when it was known to have reached what.</summary>
internal sealed class Floor
{
    private readonly long[] times;
    private readonly long[] values;

    /// <param name="known">When a value was known to be reached.</param>
    public Floor(IEnumerable<(long At, long Value)> known)
    {
        var sorted = known.OrderBy(entry => entry.At).ToArray();
        times = [.. sorted.Select(entry => entry.At)];
        values = new long[sorted.Length];
        var highest = long.MinValue;
        for (var i = 0; i < sorted.Length; i++) values[i] = highest = Math.Max(highest, sorted[i].Value);
    }

    /// <summary>What was reached before a time; the least of all numbers when nothing was.</summary>
    public long Before(long time)
    {
        int low = 0, high = times.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] < time) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? long.MinValue : values[low - 1];
    }
}

namespace Conversations.LoadTesting;

/// <summary>Chooses one of several by weight: a sum of weights at each, and a binary search.</summary>
internal sealed class WeightedChoice
{
    private readonly double[] sums;

    internal WeightedChoice(IEnumerable<double> weights)
    {
        var sum = 0.0;
        sums = [.. weights.Select(weight => sum += weight)];
    }

    internal int Next(Random random)
    {
        var found = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
        // A hit on a sum belongs to the next one; rounding must not lead beyond the last.
        return Math.Min(found < 0 ? ~found : found + 1, sums.Length - 1);
    }
}

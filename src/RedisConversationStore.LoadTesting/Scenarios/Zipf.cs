namespace Conversations.LoadTesting;

/// <summary>Zipf's law: the item of rank r (from 1) is chosen in proportion to r^-exponent. Exponent 0 chooses all alike.</summary>
internal sealed class Zipf(int count, double exponent)
{
    private readonly WeightedChoice choice = new(Enumerable.Range(1, count).Select(rank => Math.Pow(rank, -exponent)));

    /// <returns>0 for the most frequent item, up to count - 1.</returns>
    internal int Next(Random random) => choice.Next(random);
}

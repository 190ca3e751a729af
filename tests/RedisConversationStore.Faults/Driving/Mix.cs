namespace Conversations.Faults.Driving;

/// <summary>Things to choose from by chance, some more often than others.</summary>
/// <param name="random">The chance.</param>
/// <param name="entries">The things, with how often they come in relation to one another.</param>
internal sealed class Mix<T>(Random random, params IReadOnlyList<(int Weight, T Thing)> entries)
{
    private readonly int total = entries.Sum(entry => entry.Weight);

    public T Next()
    {
        var at = random.Next(total);
        foreach (var (weight, thing) in entries)
        {
            if ((at -= weight) < 0) return thing;
        }

        throw new InvalidOperationException("The weights do not add up.");
    }
}

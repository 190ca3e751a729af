using System.Numerics;

namespace Conversations.LoadTesting.Planning;

/// <summary>What hash tables of Redis take beside their items.</summary>
internal static class HashTables
{
    /// <summary>An entry of a table as Redis asks its allocator for it: key, value, next.</summary>
    internal const int EntryBytes = 24;

    private const int SlotBytes = 8;

    /// <summary>The slots of a table that has grown to its items: a power of two.</summary>
    /// <param name="items">The items of all nodes.</param>
    /// <param name="nodes">Each node has a table of its own.</param>
    internal static double SlotsBytes(double items, int nodes = 1)
    {
        var each = items / nodes;
        return each < 1 ? 0 : nodes * (double)BitOperations.RoundUpToPowerOf2((ulong)Math.Ceiling(each)) * SlotBytes;
    }
}

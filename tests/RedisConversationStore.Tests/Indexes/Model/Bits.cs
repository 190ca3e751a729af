using System.Numerics;

namespace Conversations.Tests.Indexes.Model;

/// <summary>Small sets as bits.</summary>
internal static class Bits
{
    private static readonly byte[][] Single = [.. Enumerable.Range(0, 16).Select(static set => (byte[])[.. new byte[] { 1, 2, 4, 8 }.Where(bit => (set & bit) != 0)])];

    /// <summary>The members of a set of at most four.</summary>
    internal static byte[] Of(byte set) => Single[set];

    internal static byte Lowest(byte set) => (byte)(1 << BitOperations.TrailingZeroCount(set));
}

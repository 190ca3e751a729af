namespace Conversations;

/// <summary>The order that breaks ties by id: by UTF-8 bytes, which is by code point. It differs from ordinal UTF-16 order where surrogate pairs meet U+E000 to U+FFFF.</summary>
public sealed class IdOrder : IComparer<string>
{
    private IdOrder()
    {
    }

    /// <summary>The order.</summary>
    public static IdOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return string.CompareOrdinal(x, y);
        var same = x.AsSpan().CommonPrefixLength(y);
        if (same == x.Length || same == y.Length) return x.Length.CompareTo(y.Length);
        var (left, right) = (x[same], y[same]);
        return char.IsSurrogate(left) == char.IsSurrogate(right)
            ? left.CompareTo(right)
            : char.IsSurrogate(left) ? 1 : -1;
    }
}

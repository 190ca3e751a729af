using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Conversations;

/// <summary>An immutable map from strings to values that keeps the order in which its keys were given. Two maps are equal when they hold equal values under the same keys, in any order, as JSON objects are.</summary>
/// <typeparam name="TValue">The values; compared with their default equality.</typeparam>
[CollectionBuilder(typeof(ValueMap), nameof(ValueMap.Create))]
public class ValueMap<TValue> : IReadOnlyDictionary<string, TValue>, IEquatable<ValueMap<TValue>>
{
    // Most maps of a conversation hold a handful of keys, where comparing beats hashing.
    private const int LargestScanned = 8;

    private readonly KeyValuePair<string, TValue>[] entries;
    private readonly Dictionary<string, int>? positions;

    /// <exception cref="ArgumentException">A key is null or given twice.</exception>
    private protected ValueMap(KeyValuePair<string, TValue>[] owned, int limitScanned)
    {
        entries = owned;
        if (owned.Length > limitScanned) positions = new Dictionary<string, int>(owned.Length, StringComparer.Ordinal);
        for (var i = 0; i < owned.Length; i++)
        {
            var key = owned[i].Key ?? throw new ArgumentException("A key of a map is null.");
            var isNew = positions is null ? !ScanFinds(key, i) : positions.TryAdd(key, i);
            if (!isNew) throw new ArgumentException($"The key '{key}' is given twice.");
        }
    }

    internal ValueMap(KeyValuePair<string, TValue>[] owned)
        : this(owned, LargestScanned)
    {
    }

    /// <summary>The map without entries.</summary>
    public static ValueMap<TValue> Empty { get; } = new([]);

    /// <summary>The number of entries.</summary>
    public int Count => entries.Length;

    /// <summary>The keys, in the order they were given.</summary>
    public IEnumerable<string> Keys => entries.Select(entry => entry.Key);

    /// <summary>The values, in the order of their keys.</summary>
    public IEnumerable<TValue> Values => entries.Select(entry => entry.Value);

    /// <summary>The value under a key.</summary>
    /// <param name="key">The key, compared by its characters.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public TValue this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no key '{key}'.");

    /// <summary>The entries as a span, in the order they were given.</summary>
    public ReadOnlySpan<KeyValuePair<string, TValue>> AsSpan() => entries;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var position = Find(key);
        value = position < 0 ? default : entries[position].Value;
        return position >= 0;
    }

    /// <summary>Whether the other map holds equal values under the same keys, in any order.</summary>
    /// <param name="other">The other map.</param>
    public bool Equals(ValueMap<TValue>? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other.entries.Length != entries.Length) return false;
        foreach (var (key, value) in entries)
        {
            if (!other.TryGetValue(key, out var theirs) || !EqualityComparer<TValue>.Default.Equals(value, theirs)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap<TValue>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Order does not count, so the entries' hashes are summed.
        var sum = entries.Length;
        foreach (var (key, value) in entries) sum += HashCode.Combine(key, value);
        return sum;
    }

    /// <summary>Enumerates the entries in the order they were given.</summary>
    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, TValue>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => entries.GetEnumerator();

    /// <summary>The entries with one set (in its old place, or at the end) for the derived map to wrap.</summary>
    private protected KeyValuePair<string, TValue>[] EntriesWith(string key, TValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var position = Find(key);
        var copy = new KeyValuePair<string, TValue>[position < 0 ? entries.Length + 1 : entries.Length];
        entries.CopyTo(copy, 0);
        copy[position < 0 ? entries.Length : position] = new(key, value);
        return copy;
    }

    /// <summary>The entries without one, for the derived map to wrap; null when the key is not there.</summary>
    private protected KeyValuePair<string, TValue>[]? EntriesWithout(string key)
    {
        var position = Find(key);
        if (position < 0) return null;
        var copy = new KeyValuePair<string, TValue>[entries.Length - 1];
        entries.AsSpan(0, position).CopyTo(copy);
        entries.AsSpan(position + 1).CopyTo(copy.AsSpan(position));
        return copy;
    }

    /// <summary>A copy with one entry set: in its old place, or at the end when the key is new.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public ValueMap<TValue> With(string key, TValue value) => new(EntriesWith(key, value));

    private int Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (positions is not null) return positions.TryGetValue(key, out var position) ? position : -1;
        for (var i = 0; i < entries.Length; i++)
        {
            if (string.Equals(entries[i].Key, key, StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    private bool ScanFinds(string key, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (string.Equals(entries[i].Key, key, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}

/// <summary>Builds <see cref="ValueMap{TValue}"/>s.</summary>
public static class ValueMap
{
    /// <summary>A map of the given entries; the compiler calls it for collection expressions.</summary>
    /// <typeparam name="TValue">The values.</typeparam>
    /// <param name="entries">The entries, in order.</param>
    /// <exception cref="ArgumentException">A key is null or given twice.</exception>
    public static ValueMap<TValue> Create<TValue>(ReadOnlySpan<KeyValuePair<string, TValue>> entries) =>
        entries.IsEmpty ? ValueMap<TValue>.Empty : new(entries.ToArray());

    /// <summary>A map of the given pairs.</summary>
    /// <typeparam name="TValue">The values.</typeparam>
    /// <param name="entries">Key and value, in order.</param>
    /// <exception cref="ArgumentException">A key is null or given twice.</exception>
    public static ValueMap<TValue> Of<TValue>(params ReadOnlySpan<(string Key, TValue Value)> entries)
    {
        var owned = new KeyValuePair<string, TValue>[entries.Length];
        for (var i = 0; i < owned.Length; i++) owned[i] = new(entries[i].Key, entries[i].Value);
        return new(owned);
    }
}

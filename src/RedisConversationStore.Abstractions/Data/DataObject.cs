using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>An immutable JSON-shaped object: free-form data such as metadata, raw provider payloads and tool arguments. Key order is kept; equality ignores it, as JSON does.</summary>
/// <remarks>Written <c>DataObject.Of(("priority", "high"), ("attempts", 3))</c>. Nested at most <see cref="DataValue.MaxDepth"/> levels deep, which stores check before they send anything.</remarks>
[CollectionBuilder(typeof(DataObject), nameof(Create))]
[JsonConverter(typeof(DataObjectJsonConverter))]
public sealed class DataObject : ValueMap<DataValue>
{
    internal DataObject(KeyValuePair<string, DataValue>[] owned)
        : base(owned)
    {
    }

    /// <summary>The object without members.</summary>
    public static new DataObject Empty { get; } = new([]);

    /// <summary>An object of the given members.</summary>
    /// <param name="members">Key and value, in order.</param>
    /// <exception cref="ArgumentException">A key is null or given twice.</exception>
    public static DataObject Of(params ReadOnlySpan<(string Key, DataValue Value)> members)
    {
        var owned = new KeyValuePair<string, DataValue>[members.Length];
        for (var i = 0; i < owned.Length; i++) owned[i] = new(members[i].Key, members[i].Value);
        return new(owned);
    }

    /// <summary>An object of the given members; the compiler calls it for collection expressions.</summary>
    /// <param name="members">The members, in order.</param>
    /// <exception cref="ArgumentException">A key is null or given twice.</exception>
    public static DataObject Create(ReadOnlySpan<KeyValuePair<string, DataValue>> members) =>
        members.IsEmpty ? Empty : new(members.ToArray());

    /// <summary>An object of the members of a sequence.</summary>
    /// <param name="members">The members, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null or given twice.</exception>
    public static DataObject From(IEnumerable<KeyValuePair<string, DataValue>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members as DataObject ?? Create(members.ToArray());
    }

    /// <summary>A copy with one member set: in its old place, or at the end when the key is new.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public new DataObject With(string key, DataValue value) => new(EntriesWith(key, value));

    /// <summary>A copy without one member; the object itself when there is no such key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public DataObject Without(string key) => EntriesWithout(key) is { } entries ? entries.Length == 0 ? Empty : new(entries) : this;

    /// <summary>The object as JSON.</summary>
    public override string ToString() => ((DataValue)this).ToString();
}

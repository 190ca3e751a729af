using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What a <see cref="DataValue"/> is.</summary>
public enum DataKind
{
    /// <summary>JSON null; also <c>default(DataValue)</c>.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A signed 64-bit integer.</summary>
    Integer,

    /// <summary>A finite IEEE 754 double.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}

/// <summary>An immutable JSON-shaped value. It round-trips exactly: an integer stays an integer, 1.0 stays a double, an empty object differs from null.</summary>
[JsonConverter(typeof(DataValueJsonConverter))]
public readonly struct DataValue : IEquatable<DataValue>
{
    /// <summary>How deep arrays and objects may be nested in one another: 64 levels.</summary>
    public const int MaxDepth = 64;

    private readonly long bits;
    private readonly object? reference;

    private DataValue(DataKind kind, long bits, object? reference)
    {
        Kind = kind;
        this.bits = bits;
        this.reference = reference;
    }

    /// <summary>JSON null.</summary>
    public static DataValue Null => default;

    /// <summary>What the value is.</summary>
    public DataKind Kind { get; }

    /// <summary>Whether the value is JSON null.</summary>
    public bool IsNull => Kind == DataKind.Null;

    /// <summary>An array of values.</summary>
    /// <param name="items">The items, in order.</param>
    public static DataValue Array(params ReadOnlySpan<DataValue> items) => ValueList.Create(items);

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool AsBoolean() => Expect(DataKind.Boolean).bits != 0;

    /// <summary>The integer.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public long AsInt64() => Expect(DataKind.Integer).bits;

    /// <summary>The number; an integer is converted.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public double AsDouble() => Kind == DataKind.Integer ? bits : BitConverter.Int64BitsToDouble(Expect(DataKind.Number).bits);

    /// <summary>The string.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string AsString() => (string)Expect(DataKind.String).reference!;

    /// <summary>The array.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public ValueList<DataValue> AsArray() => (ValueList<DataValue>)Expect(DataKind.Array).reference!;

    /// <summary>The object.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public DataObject AsObject() => (DataObject)Expect(DataKind.Object).reference!;

    /// <summary>A boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator DataValue(bool value) => new(DataKind.Boolean, value ? 1 : 0, null);

    /// <summary>An integer.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator DataValue(long value) => new(DataKind.Integer, value, null);

    /// <summary>An integer.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator DataValue(int value) => new(DataKind.Integer, value, null);

    /// <summary>A number.</summary>
    /// <param name="value">A finite double.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not a number or infinite: JSON has no such value.</exception>
    public static implicit operator DataValue(double value) =>
        double.IsFinite(value)
            ? new(DataKind.Number, BitConverter.DoubleToInt64Bits(value), null)
            : throw new ArgumentException("Free-form data is JSON-shaped: a number is finite.", nameof(value));

    /// <summary>A string, or null.</summary>
    /// <param name="value">The string.</param>
    public static implicit operator DataValue(string? value) => value is null ? default : new(DataKind.String, 0, value);

    /// <summary>An object, or null.</summary>
    /// <param name="value">The object.</param>
    public static implicit operator DataValue(DataObject? value) => value is null ? default : new(DataKind.Object, 0, value);

    /// <summary>An array, or null.</summary>
    /// <param name="value">The items.</param>
    public static implicit operator DataValue(ValueList<DataValue>? value) => value is null ? default : new(DataKind.Array, 0, value);

    /// <summary>Whether two values are of one kind and equal. The integer 1 and the number 1.0 differ.</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(DataValue other) => Kind == other.Kind && Kind switch
    {
        DataKind.Null => true,
        DataKind.Boolean or DataKind.Integer or DataKind.Number => bits == other.bits,
        _ => reference!.Equals(other.reference),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DataValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, bits, reference);

    /// <summary>The value as JSON.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, ConversationJsonContext.Default.DataValue);

    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(DataValue left, DataValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(DataValue left, DataValue right) => !left.Equals(right);

    private DataValue Expect(DataKind kind) =>
        Kind == kind ? this : throw new InvalidOperationException($"The value is of kind {Kind}, not {kind}.");
}

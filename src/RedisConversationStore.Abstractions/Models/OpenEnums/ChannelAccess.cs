using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What a bound channel may do in a room.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ChannelAccess>))]
public readonly struct ChannelAccess : IOpenEnum<ChannelAccess>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"read_write"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ChannelAccess(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>read_write</c>: Reads and writes; the default.</summary>
    public static ChannelAccess ReadWrite { get; } = new("read_write");

    /// <summary><c>read_only</c>: Reads.</summary>
    public static ChannelAccess ReadOnly { get; } = new("read_only");

    /// <summary><c>write_only</c>: Writes.</summary>
    public static ChannelAccess WriteOnly { get; } = new("write_only");

    /// <summary><c>none</c>: Neither.</summary>
    public static ChannelAccess None { get; } = new("none");

    /// <inheritdoc/>
    public string Value => value ?? "read_write";

    static ChannelAccess IOpenEnum<ChannelAccess>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ChannelAccess other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChannelAccess other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ChannelAccess left, ChannelAccess right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ChannelAccess left, ChannelAccess right) => !left.Equals(right);
}

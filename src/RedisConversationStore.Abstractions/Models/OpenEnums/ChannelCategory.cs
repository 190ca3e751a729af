using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What a bound channel does in a room.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ChannelCategory>))]
public readonly struct ChannelCategory : IOpenEnum<ChannelCategory>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"transport"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ChannelCategory(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>transport</c>: Carries messages from and to people; the default.</summary>
    public static ChannelCategory Transport { get; } = new("transport");

    /// <summary><c>intelligence</c>: Thinks: an AI agent.</summary>
    public static ChannelCategory Intelligence { get; } = new("intelligence");

    /// <inheritdoc/>
    public string Value => value ?? "transport";

    static ChannelCategory IOpenEnum<ChannelCategory>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ChannelCategory other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChannelCategory other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ChannelCategory left, ChannelCategory right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ChannelCategory left, ChannelCategory right) => !left.Equals(right);
}

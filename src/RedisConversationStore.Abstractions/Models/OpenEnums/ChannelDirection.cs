using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Which way events flow over a channel.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ChannelDirection>))]
public readonly struct ChannelDirection : IOpenEnum<ChannelDirection>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"inbound"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ChannelDirection(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>inbound</c>: From the channel into the room.</summary>
    public static ChannelDirection Inbound { get; } = new("inbound");

    /// <summary><c>outbound</c>: From the room to the channel.</summary>
    public static ChannelDirection Outbound { get; } = new("outbound");

    /// <summary><c>bidirectional</c>: Both ways.</summary>
    public static ChannelDirection Bidirectional { get; } = new("bidirectional");

    /// <inheritdoc/>
    public string Value => value ?? "inbound";

    static ChannelDirection IOpenEnum<ChannelDirection>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ChannelDirection other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChannelDirection other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ChannelDirection left, ChannelDirection right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ChannelDirection left, ChannelDirection right) => !left.Equals(right);
}

using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Which way a binding lets events through.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<BindingDirection>))]
public readonly struct BindingDirection : IOpenEnum<BindingDirection>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"inbound"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public BindingDirection(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>inbound</c>: Into the room only.</summary>
    public static BindingDirection Inbound { get; } = new("inbound");

    /// <summary><c>outbound</c>: Out of the room only.</summary>
    public static BindingDirection Outbound { get; } = new("outbound");

    /// <summary><c>bidirectional</c>: Both ways; the default.</summary>
    public static BindingDirection Bidirectional { get; } = new("bidirectional");

    /// <inheritdoc/>
    public string Value => value ?? "bidirectional";

    static BindingDirection IOpenEnum<BindingDirection>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(BindingDirection other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BindingDirection other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(BindingDirection left, BindingDirection right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(BindingDirection left, BindingDirection right) => !left.Equals(right);
}

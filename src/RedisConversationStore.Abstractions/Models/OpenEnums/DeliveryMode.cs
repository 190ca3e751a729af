using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>How an event reaches the recipients behind a channel.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<DeliveryMode>))]
public readonly struct DeliveryMode : IOpenEnum<DeliveryMode>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"broadcast"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public DeliveryMode(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>broadcast</c>: All of them; the default.</summary>
    public static DeliveryMode Broadcast { get; } = new("broadcast");

    /// <summary><c>direct</c>: One of them, named.</summary>
    public static DeliveryMode Direct { get; } = new("direct");

    /// <summary><c>round_robin</c>: One of them, in turn.</summary>
    public static DeliveryMode RoundRobin { get; } = new("round_robin");

    /// <inheritdoc/>
    public string Value => value ?? "broadcast";

    static DeliveryMode IOpenEnum<DeliveryMode>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(DeliveryMode other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DeliveryMode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(DeliveryMode left, DeliveryMode right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(DeliveryMode left, DeliveryMode right) => !left.Equals(right);
}

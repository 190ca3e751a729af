using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>How far an event has got on its way.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<EventStatus>))]
public readonly struct EventStatus : IOpenEnum<EventStatus>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"pending"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public EventStatus(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>pending</c>: Not yet delivered; the default.</summary>
    public static EventStatus Pending { get; } = new("pending");

    /// <summary><c>delivered</c>: Handed to its channels.</summary>
    public static EventStatus Delivered { get; } = new("delivered");

    /// <summary><c>read</c>: Seen by a recipient.</summary>
    public static EventStatus Read { get; } = new("read");

    /// <summary><c>failed</c>: Delivery was given up.</summary>
    public static EventStatus Failed { get; } = new("failed");

    /// <summary><c>blocked</c>: Stopped by a rule; <see cref="RoomEvent.BlockedBy"/> names it.</summary>
    public static EventStatus Blocked { get; } = new("blocked");

    /// <inheritdoc/>
    public string Value => value ?? "pending";

    static EventStatus IOpenEnum<EventStatus>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(EventStatus other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(EventStatus left, EventStatus right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(EventStatus left, EventStatus right) => !left.Equals(right);
}

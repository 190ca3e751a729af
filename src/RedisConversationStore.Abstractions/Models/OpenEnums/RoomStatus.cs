using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Whether a room is open for new events.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<RoomStatus>))]
public readonly struct RoomStatus : IOpenEnum<RoomStatus>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"active"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public RoomStatus(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>active</c>: Open; the default.</summary>
    public static RoomStatus Active { get; } = new("active");

    /// <summary><c>paused</c>: Open, but its bots rest.</summary>
    public static RoomStatus Paused { get; } = new("paused");

    /// <summary><c>closed</c>: Finished; may be refused by writers that ask for it.</summary>
    public static RoomStatus Closed { get; } = new("closed");

    /// <summary><c>archived</c>: Finished and put away.</summary>
    public static RoomStatus Archived { get; } = new("archived");

    /// <inheritdoc/>
    public string Value => value ?? "active";

    static RoomStatus IOpenEnum<RoomStatus>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RoomStatus other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RoomStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(RoomStatus left, RoomStatus right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(RoomStatus left, RoomStatus right) => !left.Equals(right);
}

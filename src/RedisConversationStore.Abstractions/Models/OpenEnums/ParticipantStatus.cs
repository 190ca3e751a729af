using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Whether a participant takes part.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ParticipantStatus>))]
public readonly struct ParticipantStatus : IOpenEnum<ParticipantStatus>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"active"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ParticipantStatus(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>active</c>: Takes part; the default.</summary>
    public static ParticipantStatus Active { get; } = new("active");

    /// <summary><c>inactive</c>: Away for now.</summary>
    public static ParticipantStatus Inactive { get; } = new("inactive");

    /// <summary><c>left</c>: Has left.</summary>
    public static ParticipantStatus Left { get; } = new("left");

    /// <summary><c>banned</c>: Was put out.</summary>
    public static ParticipantStatus Banned { get; } = new("banned");

    /// <inheritdoc/>
    public string Value => value ?? "active";

    static ParticipantStatus IOpenEnum<ParticipantStatus>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ParticipantStatus other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParticipantStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ParticipantStatus left, ParticipantStatus right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ParticipantStatus left, ParticipantStatus right) => !left.Equals(right);
}

using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What a participant is in a room.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ParticipantRole>))]
public readonly struct ParticipantRole : IOpenEnum<ParticipantRole>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"owner"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ParticipantRole(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>owner</c>: Owns the room.</summary>
    public static ParticipantRole Owner { get; } = new("owner");

    /// <summary><c>agent</c>: A human agent.</summary>
    public static ParticipantRole Agent { get; } = new("agent");

    /// <summary><c>member</c>: A member; the default.</summary>
    public static ParticipantRole Member { get; } = new("member");

    /// <summary><c>observer</c>: Watches.</summary>
    public static ParticipantRole Observer { get; } = new("observer");

    /// <summary><c>bot</c>: A bot.</summary>
    public static ParticipantRole Bot { get; } = new("bot");

    /// <inheritdoc/>
    public string Value => value ?? "member";

    static ParticipantRole IOpenEnum<ParticipantRole>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ParticipantRole other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParticipantRole other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ParticipantRole left, ParticipantRole right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ParticipantRole left, ParticipantRole right) => !left.Equals(right);
}

using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>How well it is known who a participant is.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<IdentificationStatus>))]
public readonly struct IdentificationStatus : IOpenEnum<IdentificationStatus>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"identified"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public IdentificationStatus(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>identified</c>: Known.</summary>
    public static IdentificationStatus Identified { get; } = new("identified");

    /// <summary><c>pending</c>: Not yet looked up; the default.</summary>
    public static IdentificationStatus Pending { get; } = new("pending");

    /// <summary><c>ambiguous</c>: Several candidates.</summary>
    public static IdentificationStatus Ambiguous { get; } = new("ambiguous");

    /// <summary><c>unknown</c>: Nobody known.</summary>
    public static IdentificationStatus Unknown { get; } = new("unknown");

    /// <summary><c>challenge_sent</c>: Asked to prove it.</summary>
    public static IdentificationStatus ChallengeSent { get; } = new("challenge_sent");

    /// <summary><c>rejected</c>: The proof failed.</summary>
    public static IdentificationStatus Rejected { get; } = new("rejected");

    /// <inheritdoc/>
    public string Value => value ?? "pending";

    static IdentificationStatus IOpenEnum<IdentificationStatus>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(IdentificationStatus other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdentificationStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(IdentificationStatus left, IdentificationStatus right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(IdentificationStatus left, IdentificationStatus right) => !left.Equals(right);
}

using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>The state of a tool call.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ToolCallStatus>))]
public readonly struct ToolCallStatus : IOpenEnum<ToolCallStatus>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"pending"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ToolCallStatus(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>pending</c>: Still running; the default.</summary>
    public static ToolCallStatus Pending { get; } = new("pending");

    /// <summary><c>completed</c>: Returned a result.</summary>
    public static ToolCallStatus Completed { get; } = new("completed");

    /// <summary><c>failed</c>: Returned an error.</summary>
    public static ToolCallStatus Failed { get; } = new("failed");

    /// <inheritdoc/>
    public string Value => value ?? "pending";

    static ToolCallStatus IOpenEnum<ToolCallStatus>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ToolCallStatus other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ToolCallStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ToolCallStatus left, ToolCallStatus right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ToolCallStatus left, ToolCallStatus right) => !left.Equals(right);
}

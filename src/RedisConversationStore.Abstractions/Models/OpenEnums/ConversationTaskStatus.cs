using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>The state of a task.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ConversationTaskStatus>))]
public readonly struct ConversationTaskStatus : IOpenEnum<ConversationTaskStatus>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"pending"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ConversationTaskStatus(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>pending</c>: Not begun; the default.</summary>
    public static ConversationTaskStatus Pending { get; } = new("pending");

    /// <summary><c>in_progress</c>: Being worked on.</summary>
    public static ConversationTaskStatus InProgress { get; } = new("in_progress");

    /// <summary><c>completed</c>: Done.</summary>
    public static ConversationTaskStatus Completed { get; } = new("completed");

    /// <summary><c>failed</c>: Given up.</summary>
    public static ConversationTaskStatus Failed { get; } = new("failed");

    /// <summary><c>cancelled</c>: Called off.</summary>
    public static ConversationTaskStatus Cancelled { get; } = new("cancelled");

    /// <inheritdoc/>
    public string Value => value ?? "pending";

    static ConversationTaskStatus IOpenEnum<ConversationTaskStatus>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ConversationTaskStatus other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ConversationTaskStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ConversationTaskStatus left, ConversationTaskStatus right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ConversationTaskStatus left, ConversationTaskStatus right) => !left.Equals(right);
}

using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>Who deleted an event.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<DeleteType>))]
public readonly struct DeleteType : IOpenEnum<DeleteType>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"sender"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public DeleteType(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>sender</c>: Its sender; the default.</summary>
    public static DeleteType Sender { get; } = new("sender");

    /// <summary><c>system</c>: The platform.</summary>
    public static DeleteType System { get; } = new("system");

    /// <summary><c>admin</c>: An administrator.</summary>
    public static DeleteType Admin { get; } = new("admin");

    /// <inheritdoc/>
    public string Value => value ?? "sender";

    static DeleteType IOpenEnum<DeleteType>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(DeleteType other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DeleteType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(DeleteType left, DeleteType right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(DeleteType left, DeleteType right) => !left.Equals(right);
}

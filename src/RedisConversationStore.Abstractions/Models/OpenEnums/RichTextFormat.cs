using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>The markup of a rich text body.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<RichTextFormat>))]
public readonly struct RichTextFormat : IOpenEnum<RichTextFormat>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"html"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public RichTextFormat(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>html</c>: HTML.</summary>
    public static RichTextFormat Html { get; } = new("html");

    /// <summary><c>markdown</c>: Markdown; the default.</summary>
    public static RichTextFormat Markdown { get; } = new("markdown");

    /// <inheritdoc/>
    public string Value => value ?? "markdown";

    static RichTextFormat IOpenEnum<RichTextFormat>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RichTextFormat other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RichTextFormat other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(RichTextFormat left, RichTextFormat right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(RichTextFormat left, RichTextFormat right) => !left.Equals(right);
}

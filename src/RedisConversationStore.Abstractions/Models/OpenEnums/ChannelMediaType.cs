using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>A kind of content that a channel can carry.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ChannelMediaType>))]
public readonly struct ChannelMediaType : IOpenEnum<ChannelMediaType>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"text"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ChannelMediaType(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>text</c>: Plain text.</summary>
    public static ChannelMediaType Text { get; } = new("text");

    /// <summary><c>rich</c>: Rich text.</summary>
    public static ChannelMediaType Rich { get; } = new("rich");

    /// <summary><c>media</c>: Files and pictures.</summary>
    public static ChannelMediaType Media { get; } = new("media");

    /// <summary><c>audio</c>: Audio.</summary>
    public static ChannelMediaType Audio { get; } = new("audio");

    /// <summary><c>video</c>: Video.</summary>
    public static ChannelMediaType Video { get; } = new("video");

    /// <summary><c>location</c>: Locations.</summary>
    public static ChannelMediaType Location { get; } = new("location");

    /// <summary><c>template</c>: Templates.</summary>
    public static ChannelMediaType Template { get; } = new("template");

    /// <summary>The wire string; empty when no value was given, which no store accepts.</summary>
    public string Value => value ?? "";

    static ChannelMediaType IOpenEnum<ChannelMediaType>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ChannelMediaType other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChannelMediaType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ChannelMediaType left, ChannelMediaType right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ChannelMediaType left, ChannelMediaType right) => !left.Equals(right);
}

namespace Conversations;

/// <summary>A file or picture.</summary>
public sealed partial record MediaContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "media";

    /// <summary>Where the file is: an <c>http://</c>, <c>https://</c> or <c>data:</c> URL.</summary>
    public required string Url { get; init; }

    /// <summary>The media type, such as <c>image/png</c>.</summary>
    public required string MimeType { get; init; }

    /// <summary>The file's name.</summary>
    public string? Filename { get; init; }

    /// <summary>The file's size in bytes; 0 or more.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>A caption.</summary>
    public string? Caption { get; init; }
}

/// <summary>A sound recording.</summary>
public sealed partial record AudioContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "audio";

    /// <summary>Where the recording is: an <c>http://</c>, <c>https://</c> or <c>data:</c> URL.</summary>
    public required string Url { get; init; }

    /// <summary>The media type. Default: audio/ogg.</summary>
    public string MimeType { get; init; } = "audio/ogg";

    /// <summary>The length in seconds; 0 or more.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>What was said.</summary>
    public string? Transcript { get; init; }
}

/// <summary>A film.</summary>
public sealed partial record VideoContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "video";

    /// <summary>Where the film is: an <c>http://</c>, <c>https://</c> or <c>data:</c> URL.</summary>
    public required string Url { get; init; }

    /// <summary>The media type. Default: video/mp4.</summary>
    public string MimeType { get; init; } = "video/mp4";

    /// <summary>The length in seconds; 0 or more.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>A still picture of it: an <c>http://</c>, <c>https://</c> or <c>data:</c> URL.</summary>
    public string? ThumbnailUrl { get; init; }
}

/// <summary>A place on Earth.</summary>
public sealed partial record LocationContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "location";

    /// <summary>Degrees north, −90 to 90.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees east, −180 to 180.</summary>
    public required double Longitude { get; init; }

    /// <summary>A name for the place.</summary>
    public string? Label { get; init; }

    /// <summary>The postal address.</summary>
    public string? Address { get; init; }
}

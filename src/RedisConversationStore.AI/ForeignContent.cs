using System.Globalization;
using Microsoft.Extensions.AI;
using AITextContent = Microsoft.Extensions.AI.TextContent;

namespace Conversations.AI;

/// <summary>Content of events that no chat message was made into: what a model can make of it.</summary>
internal static class ForeignContent
{
    internal static IEnumerable<AIContent> ToAIContents(EventContent content) => content switch
    {
        RichContent rich => [Text(rich.PlainText ?? rich.Body, content)],
        SystemContent system => [Text(system.Body, content)],
        TemplateContent { Body: { } body } => [Text(body, content)],
        LocationContent location => [Text(Place(location), content)],
        MediaContent { Caption: { } caption } media => [File(media.Url, media.MimeType, content), Text(caption, content)],
        AudioContent { Transcript: { } transcript } audio => [File(audio.Url, audio.MimeType, content), Text(transcript, content)],
        _ => [Carrier(content)],
    };

    /// <summary>Content that says nothing to a model and comes back as it was.</summary>
    internal static AIContent Carrier(EventContent content) => new() { RawRepresentation = content };

    private static AITextContent Text(string text, EventContent original) => new(text) { RawRepresentation = original };

    private static AIContent File(string url, string mediaType, EventContent original)
    {
        try
        {
            return url.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
                ? new DataContent(url) { RawRepresentation = original }
                : new UriContent(url, mediaType) { RawRepresentation = original };
        }
        catch (Exception invalid) when (invalid is ArgumentException or FormatException)
        {
            return Carrier(original);
        }
    }

    private static string Place(LocationContent location)
    {
        var position = string.Create(CultureInfo.InvariantCulture, $"{location.Latitude}, {location.Longitude}");
        return string.Join(", ", ((string?[])[location.Label, location.Address, position]).Where(part => !string.IsNullOrWhiteSpace(part)));
    }
}

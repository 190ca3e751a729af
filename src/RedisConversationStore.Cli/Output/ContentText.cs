using System.Globalization;
using System.Text.Json;

namespace Conversations.Cli.Output;

/// <summary>What an event says, in a line or two.</summary>
internal static class ContentText
{
    private const int MaxCharacters = 500;

    public static string Describe(EventContent content) => TerminalText.Shorten(Full(content), MaxCharacters);

    private static string Full(EventContent content) => content switch
    {
        TextContent text => text.Body,
        RichContent rich => rich.PlainText ?? rich.Body,
        MediaContent media => $"[{media.MimeType}] {media.Caption ?? media.Filename ?? Link(media.Url)}",
        AudioContent audio => $"[{audio.MimeType}] {audio.Transcript ?? Link(audio.Url)}",
        VideoContent video => $"[{video.MimeType}] {Link(video.Url)}",
        LocationContent location => string.Create(CultureInfo.InvariantCulture, $"[location] {location.Latitude}, {location.Longitude} {location.Label}"),
        CompositeContent composite => string.Join("\n", composite.Parts.Select(Full)),
        SystemContent system => system.Body,
        TemplateContent template => template.Body ?? $"[template {template.TemplateId}]",
        EditContent edit => $"[edit of {edit.TargetEventId}] {Full(edit.NewContent)}",
        DeleteContent delete => $"[deletion of {delete.TargetEventId}] {delete.Reason}",
        ToolCallContent tool => $"[{tool.ToolName} {tool.Status.Value}] {tool.Error ?? Json(tool.Result.IsNull ? tool.Arguments : tool.Result)}",
        _ => $"[{content.ContentType}]",
    };

    private static string Json(DataValue value) => JsonSerializer.Serialize(value, ConversationJsonContext.Readable.DataValue);

    // The data of a data: link would fill the screen.
    private static string Link(string url) => TerminalText.Shorten(url, 80);
}

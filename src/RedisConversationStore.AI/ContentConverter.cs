using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Conversations.Serialization;
using Microsoft.Extensions.AI;
using AITextContent = Microsoft.Extensions.AI.TextContent;

namespace Conversations.AI;

/// <summary>Contents of chat messages to and from content of events.</summary>
/// <remarks>What the store has a record for becomes that record, so that everything else that reads the room understands it. What such a record has no member for goes into its unknown member <c>ai</c>, in the JSON of Microsoft.Extensions.AI; content without a counterpart is nothing but that member.</remarks>
internal sealed class ContentConverter(JsonSerializerOptions serializerOptions)
{
    internal const string GenericType = "ai_content";

    private const string Rest = "ai";
    private const string Discriminator = "$type";

    private readonly JsonTypeInfo<AIContent> contentInfo = (JsonTypeInfo<AIContent>)serializerOptions.GetTypeInfo(typeof(AIContent));

    /// <summary>The contents of one message as the content of one event.</summary>
    /// <param name="contents">The contents.</param>
    /// <param name="toolNames">The tools by the ids of their calls: a result knows the call only.</param>
    internal EventContent ToContent(IList<AIContent> contents, Dictionary<string, string> toolNames) => contents.Count switch
    {
        0 => new UnknownContent(GenericType),
        1 => ToContent(contents[0], toolNames),
        _ => new CompositeContent { Parts = ValueList.From(contents.Select(content => ToContent(content, toolNames))) },
    };

    /// <summary>The content of one event as the contents of one message.</summary>
    internal IEnumerable<AIContent> ToAIContents(EventContent content) => content switch
    {
        CompositeContent composite => composite.Parts.SelectMany(ToAIContents),
        EditContent edit => ToAIContents(edit.NewContent),
        UnknownContent { ContentType: GenericType, UnknownMembers.Count: 0 } => [],
        _ when Json(content) is { } json => [Parse(json, content)],
        _ => ForeignContent.ToAIContents(content),
    };

    private EventContent ToContent(AIContent content, Dictionary<string, string> toolNames)
    {
        if (content.GetType() == typeof(AITextContent) && content is AITextContent { Annotations: null, AdditionalProperties: null } text)
        {
            return new TextContent { Body = WellFormed(text.Text) };
        }

        if (content.RawRepresentation is EventContent original && content.GetType() == typeof(AIContent)) return original;

        var json = ForeignNumbers.ToData(JsonSerializer.SerializeToElement(content, contentInfo));
        return content switch
        {
            FunctionCallContent call when IsOf(json, "functionCall") => Call(call, json, toolNames),
            FunctionResultContent result when IsOf(json, "functionResult") => Result(result, json, toolNames),
            DataContent data when IsOf(json, "data") => Media(data.Uri, data.MediaType, data.Name, data.Data.Length, json.Without("uri")),
            UriContent uri when IsOf(json, "uri") && IsWeb(uri.Uri.OriginalString) => Media(uri.Uri.OriginalString, uri.MediaType, null, null, json.Without("uri").Without("mediaType")),
            AITextContent said when IsOf(json, "text") => new TextContent { Body = WellFormed(said.Text), UnknownMembers = RestOf(json.Without("text")) },
            _ => new UnknownContent(GenericType) { UnknownMembers = DataObject.Of((Rest, json)) },
        };
    }

    private static ToolCallContent Call(FunctionCallContent call, DataObject json, Dictionary<string, string> toolNames)
    {
        toolNames[call.CallId] = call.Name;
        var rest = json.Without("name").Without("callId");
        if (call.Arguments is { Count: > 0 }) rest = rest.Without("arguments");
        if (!call.InformationalOnly) rest = rest.Without("informationalOnly");
        return new ToolCallContent
        {
            ToolName = call.Name,
            ToolId = call.CallId,
            Arguments = json.TryGetValue("arguments", out var arguments) && arguments.Kind == DataKind.Object ? arguments.AsObject() : DataObject.Empty,
            UnknownMembers = RestOf(rest),
        };
    }

    private static ToolCallContent Result(FunctionResultContent result, DataObject json, Dictionary<string, string> toolNames) => new()
    {
        ToolName = toolNames.GetValueOrDefault(result.CallId, ""),
        ToolId = result.CallId,
        Result = json.TryGetValue("result", out var value) ? value : DataValue.Null,
        Status = result.Exception is null ? ToolCallStatus.Completed : ToolCallStatus.Failed,
        Error = result.Exception?.Message,
        UnknownMembers = RestOf(json.Without("result").Without("callId")),
    };

    private static EventContent Media(string url, string mediaType, string? name, long? size, DataObject rest)
    {
        if (mediaType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)) return new AudioContent { Url = url, MimeType = mediaType, UnknownMembers = RestOf(rest) };
        if (mediaType.StartsWith("video/", StringComparison.OrdinalIgnoreCase)) return new VideoContent { Url = url, MimeType = mediaType, UnknownMembers = RestOf(rest) };
        return new MediaContent { Url = url, MimeType = mediaType, Filename = name, SizeBytes = size, UnknownMembers = RestOf(rest.Without("name")) };
    }

    /// <summary>The JSON of Microsoft.Extensions.AI for what was made from it, or could have been; null for content that has no single counterpart there.</summary>
    private static DataObject? Json(EventContent content)
    {
        var json = content switch
        {
            UnknownContent { ContentType: GenericType } => DataObject.Empty,
            TextContent text => DataObject.Of((Discriminator, "text"), ("text", text.Body)),
            ToolCallContent { Status: var status } call when status == ToolCallStatus.Pending => CallJson(call),
            ToolCallContent result => DataObject.Of((Discriminator, "functionResult"), ("callId", result.ToolId), ("result", result.Result.IsNull ? result.Error : result.Result)),
            MediaContent { Caption: null } media => MediaJson(media.Url, media.MimeType, media.Filename),
            AudioContent { Transcript: null } audio => MediaJson(audio.Url, audio.MimeType, null),
            VideoContent video => MediaJson(video.Url, video.MimeType, null),
            _ => null,
        };
        if (json is null || !content.UnknownMembers.TryGetValue(Rest, out var rest) || rest.Kind != DataKind.Object) return json;
        foreach (var (name, value) in rest.AsObject()) json = json.With(name, value);
        return json;
    }

    private static DataObject CallJson(ToolCallContent call)
    {
        var json = DataObject.Of((Discriminator, "functionCall"), ("callId", call.ToolId), ("name", call.ToolName));
        return call.Arguments.Count == 0 ? json : json.With("arguments", call.Arguments);
    }

    private static DataObject MediaJson(string url, string mediaType, string? name)
    {
        if (!url.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return DataObject.Of((Discriminator, "uri"), ("uri", url), ("mediaType", mediaType));
        var json = DataObject.Of((Discriminator, "data"), ("uri", url));
        return name is null ? json : json.With("name", name);
    }

    // An event that another version or another program wrote must not break every later turn of its room: what cannot be read is handed on as it is.
    private AIContent Parse(DataObject json, EventContent content)
    {
        try
        {
            return JsonSerializer.SerializeToElement(json, ConversationJsonContext.Default.DataObject).Deserialize(contentInfo) ?? ForeignContent.Carrier(content);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or ArgumentException or FormatException)
        {
            return ForeignContent.Carrier(content);
        }
    }

    // What a store takes beside data: URLs.
    private static bool IsWeb(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(DataObject json, string type) => json.TryGetValue(Discriminator, out var actual) && actual == type;

    private static DataObject RestOf(DataObject json) =>
        json.Without(Discriminator) is { Count: > 0 } rest ? DataObject.Of((Rest, rest)) : DataObject.Empty;

    // A model's output can be cut in the middle of a surrogate pair; no store takes that, and a lost half of an emoji is better than a lost turn.
    private static string WellFormed(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}

using CsCheck;
using Microsoft.Extensions.AI;
using AITextContent = Microsoft.Extensions.AI.TextContent;

namespace Conversations.Agents.Tests.Converting;

/// <summary>Any message that a model, a framework or an application can make.</summary>
internal static class ChatGenerators
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char['a', 'z'].Array[0, 12].Select(letters => new string(letters)),
        Gen.OneOf("", " ", "größer 👋 שלום", "\0\n\t\"\\", "$type", "data:", new string('x', 600)));

    private static readonly Gen<string> Name = Text.Select(text => text.Length == 0 ? "n" : text);

    private static readonly Gen<object?> Value = Gen.Recursive<object?>((depth, value) => depth > 3
        ? Scalar()
        : Gen.OneOf(
            Scalar(),
            value.List[0, 3].Select(items => (object?)items),
            Gen.Select(Name, value).Array[0, 3].Select(members => (object?)Dictionary(members))));

    private static readonly Gen<AdditionalPropertiesDictionary?> Properties =
        Gen.Select(Name, Value).Array[0, 2].Select(members => members.Length == 0 ? null : new AdditionalPropertiesDictionary(Dictionary(members)));

    private static readonly Gen<string> MediaType = Gen.OneOf("image/png", "audio/ogg", "video/mp4", "application/pdf", "text/plain", "IMAGE/PNG", "Audio/wav");

    private static readonly Gen<AIContent> Plain = Gen.OneOf<AIContent>(
        Text.Select(text => (AIContent)new AITextContent(text)),
        Gen.Select(Text, Text).Select((text, secret) => (AIContent)new TextReasoningContent(text) { ProtectedData = secret }),
        Gen.Select(Name, Name, Gen.Select(Name, Value).Array[0, 3], Gen.Bool, Gen.Bool).Select((id, name, arguments, hasArguments, isInformational) =>
            (AIContent)new FunctionCallContent(id, name, hasArguments ? Dictionary(arguments) : null) { InformationalOnly = isInformational }),
        Gen.Select(Name, Value).Select((id, result) => (AIContent)new FunctionResultContent(id, result)),
        Gen.Select(Gen.Byte.Array[0, 20], MediaType, Text).Select((bytes, type, name) => (AIContent)new DataContent(bytes, type) { Name = name.Length == 0 ? null : name }),
        Gen.Select(Gen.OneOf("https://e.example/a.png?x=1", "HTTP://e.example", "gs://bucket/file", "file:///a", "https://e.example/a b/ö"), MediaType).Select((url, type) => (AIContent)new UriContent(url, type)),
        Gen.Select(Gen.Long[0, 1000], Name, Gen.Long[0, 9]).Select((tokens, name, count) => (AIContent)new UsageContent(new UsageDetails { InputTokenCount = tokens, AdditionalCounts = new() { [name] = count } })),
        Text.Select(text => (AIContent)new ErrorContent(text) { ErrorCode = text, Details = "d" }),
        Name.Select(id => (AIContent)new HostedFileContent(id.Trim() + "f")),
        Gen.Const<AIContent>(() => new ToolApprovalRequestContent("r", new FunctionCallContent("c", "f"))),
        Gen.Const<AIContent>(() => new McpServerToolCallContent("c", "n", "s")),
        Gen.Const(() => new AIContent()));

    private static readonly Gen<AIContent> Content = Gen.Select(Plain, Properties, Gen.Int[0, 4]).Select((content, properties, chance) =>
    {
        if (chance == 0) content.AdditionalProperties = properties;
        if (chance == 1) content.Annotations = [new CitationAnnotation { Title = "t", Url = new("https://e.example"), AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = 0, EndIndex = 1 }] }];
        return content;
    });

    /// <summary>A message.</summary>
    internal static readonly Gen<ChatMessage> Message = Gen.Select(
        Gen.OneOf(ChatRole.User, ChatRole.Assistant, ChatRole.System, ChatRole.Tool, new ChatRole("critic")),
        Content.List[0, 4],
        Text,
        Text,
        Properties,
        Gen.Int[0, 3]).Select((role, contents, id, author, properties, chance) => new ChatMessage(role, contents)
        {
            MessageId = chance == 0 ? null : id,
            AuthorName = chance == 1 ? null : author,
            CreatedAt = chance == 2 ? null : new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero),
            AdditionalProperties = properties,
        });

    private static Gen<object?> Scalar() => Gen.OneOf(
        Gen.OneOf<object?>(null, true, false, 0, -1, long.MaxValue, 1.5, 0.1, -1e300),
        Text.Select(text => (object?)text));

    private static Dictionary<string, object?> Dictionary((string Name, object? Value)[] members)
    {
        var dictionary = new Dictionary<string, object?>();
        foreach (var (name, value) in members) dictionary[name] = value;
        return dictionary;
    }
}

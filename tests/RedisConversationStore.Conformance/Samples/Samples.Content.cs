namespace Conversations.Conformance;

public static partial class Samples
{
    /// <summary>Content of every type, and of one that this version does not know, each with every member set; by wire name.</summary>
    public static IReadOnlyDictionary<string, EventContent> Contents => AllContents().ToDictionary(content => content.ContentType);

    private static List<EventContent> AllContents()
    {
        List<EventContent> contents =
        [
            new TextContent { Body = HostileText, Language = "de-AT", UnknownMembers = UnknownMembers },
            new RichContent
            {
                Body = "<b>Hello</b>",
                Format = RichTextFormat.Html,
                PlainText = "Hello",
                Buttons = [DataObject.Of(("title", "Yes"), ("payload", 1)), DataObject.Empty],
                Cards = [DataObject.Of(("title", "Card"), ("rows", DataValue.Array(1, 2)))],
                QuickReplies = ["yes", "", "no"],
                UnknownMembers = UnknownMembers,
            },
            new MediaContent
            {
                Url = "https://example.org/cat.png?a=1&b=%20",
                MimeType = "image/png",
                Filename = "cat.png",
                SizeBytes = 5_000_000_000,
                Caption = "A cat",
                UnknownMembers = UnknownMembers,
            },
            new LocationContent { Latitude = -90, Longitude = 180, Label = "Here", Address = "Ring 1", UnknownMembers = UnknownMembers },
            new AudioContent { Url = "data:audio/mpeg;base64,AAAA", MimeType = "audio/mpeg", DurationSeconds = 0.1, Transcript = "Hm", UnknownMembers = UnknownMembers },
            new VideoContent
            {
                Url = "http://example.org/film.webm",
                MimeType = "video/webm",
                DurationSeconds = 12,
                ThumbnailUrl = "https://example.org/film.jpg",
                UnknownMembers = UnknownMembers,
            },
            new SystemContent { Body = "Agent joined", Code = "agent_joined", Data = Data, UnknownMembers = UnknownMembers },
            new TemplateContent
            {
                TemplateId = "welcome",
                Language = "de",
                Parameters = ValueMap.Of(("name", "Ada"), ("", ""), ("1", "one")),
                Body = "Welcome, Ada",
                UnknownMembers = UnknownMembers,
            },
            new DeleteContent { TargetEventId = "target", DeleteType = DeleteType.Admin, Reason = "spam", UnknownMembers = UnknownMembers },
            new ToolCallContent
            {
                ToolName = "search",
                ToolId = "call-1",
                Arguments = Data,
                Result = DataValue.Array(DataValue.Null, 1, 1.0, DataObject.Empty),
                Status = ToolCallStatus.Failed,
                DurationMs = 5_000_000_000,
                Error = "not found",
                StructuredContent = DataObject.Empty,
                UnknownMembers = UnknownMembers,
            },
            new UnknownContent("hologram") { UnknownMembers = DataObject.Of(("depth", 3), ("layers", DataValue.Array(DataObject.Of(("of", "light")), DataValue.Null)), ("#2", "two")) },
        ];
        contents.Add(new EditContent { TargetEventId = "target", NewContent = contents[1], EditSource = "sender", UnknownMembers = UnknownMembers });
        contents.Add(new CompositeContent { Parts = ValueList.From(contents), UnknownMembers = UnknownMembers });
        return contents;
    }

    /// <summary>Composite content nested to a depth.</summary>
    /// <param name="levels">1 for parts that are not composite.</param>
    public static EventContent Nested(int levels) =>
        levels == 0 ? new TextContent { Body = "innermost" } : new CompositeContent { Parts = [Nested(levels - 1)] };
}

using Conversations.Conformance;

namespace Conversations.Redis.Tests.Golden;

/// <summary>The records whose stored form is frozen, by name. Their ids and times are fixed.</summary>
internal static class GoldenSamples
{
    internal const string Nonce = "AZU-abcDEF01_-9";

    internal const string Epoch = "epoch-_0123";

    internal const uint Call = 0xca11ca11;

    internal static SortedDictionary<string, RoomEvent> Events { get; } = CreateEvents();

    internal static SortedDictionary<string, Room> Rooms { get; } = new(StringComparer.Ordinal)
    {
        ["minimal"] = Samples.Room(),
        ["full"] = Samples.FullRoom(),
    };

    /// <summary>What is left out of content of each type when nothing but the required members is set.</summary>
    private static EventContent[] MinimalContents =>
    [
        new TextContent { Body = "" },
        new RichContent { Body = "Hello" },
        new MediaContent { Url = "https://example.org/", MimeType = "image/png" },
        new LocationContent { Latitude = 0, Longitude = 0 },
        new AudioContent { Url = "https://example.org/" },
        new VideoContent { Url = "https://example.org/" },
        new CompositeContent { Parts = [new TextContent { Body = "Part" }] },
        new SystemContent { Body = "Hello" },
        new TemplateContent { TemplateId = "welcome" },
        new EditContent { TargetEventId = "target", NewContent = new TextContent { Body = "New" } },
        new DeleteContent { TargetEventId = "target" },
        new ToolCallContent { ToolName = "search", ToolId = "call-1" },
        new UnknownContent("hologram"),
    ];

    private static SortedDictionary<string, RoomEvent> CreateEvents()
    {
        var events = new SortedDictionary<string, RoomEvent>(StringComparer.Ordinal)
        {
            ["event minimal"] = Samples.Event("e"),
            ["event full"] = Samples.FullEvent("e") with { Content = new TextContent { Body = "Hello" } },
            ["event of a type from the future"] = Samples.Event("e") with { Type = new EventType("teleport") },
            ["event with the longest ids"] = Samples.Event(new string('i', 512)) with { IdempotencyKey = new string('k', 512), ParentEventId = new string('p', 512) },
            ["event of the first instant"] = Samples.Event("e") with { CreatedAt = new DateTimeOffset(1700, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        };
        foreach (var content in MinimalContents) events.Add($"content {content.ContentType} minimal", Samples.Event("e") with { Content = content });
        foreach (var (type, content) in Samples.Contents) events.Add($"content {type} full", Samples.Event("e") with { Content = content });
        return events;
    }
}

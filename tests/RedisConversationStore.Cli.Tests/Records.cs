namespace Conversations.Cli.Tests;

/// <summary>Small records for tests.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Start = new(2026, 3, 17, 8, 0, 0, TimeSpan.Zero);

    public static Room Room(string id = "r") => new() { Id = id, CreatedAt = Start, UpdatedAt = Start };

    public static ChannelBinding Binding(string channelId = "c", string roomId = "r") =>
        new() { ChannelId = channelId, RoomId = roomId, ChannelType = ChannelType.Webhook, AttachedAt = Start };

    public static RoomEvent Event(string id, string body = "hello", string roomId = "r", long? index = null, string? parent = null) => new()
    {
        Id = id,
        RoomId = roomId,
        Source = new() { ChannelId = "c", ChannelType = ChannelType.Webhook },
        Content = new TextContent { Body = body },
        IdempotencyKey = "key-" + id,
        Index = index,
        ParentEventId = parent,
        CreatedAt = Start,
    };

    public static Stream Transcript(params IEnumerable<ConversationRecord> records)
    {
        var stream = new MemoryStream();
        using var writer = new TranscriptWriter(stream);
        foreach (var record in records) writer.WriteAsync(new(record)).GetAwaiter().GetResult();
        stream.Position = 0;
        return stream;
    }

    public static Stream Text(string text) => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
}

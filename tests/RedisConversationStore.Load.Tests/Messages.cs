namespace Conversations.Redis.Load.Tests;

/// <summary>Messages for peers.</summary>
internal static class Messages
{
    internal const string RoomId = "room";

    internal static RoomEvent Of(string id, string? key = null) => new()
    {
        Id = id,
        RoomId = RoomId,
        Source = new() { ChannelId = "web", ChannelType = ChannelType.WebSocket },
        Content = new TextContent { Body = id },
        IdempotencyKey = key,
        CreatedAt = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero),
    };
}

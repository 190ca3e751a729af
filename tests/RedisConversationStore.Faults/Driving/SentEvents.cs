using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>The events that drivers send: all of an event follows from its id and key, so that the checker can tell whether it came back as it was sent.</summary>
public static class SentEvents
{
    public static RoomEvent Create(string roomId, SentEvent sent, TimeProvider clock) => new()
    {
        Id = sent.Id,
        RoomId = roomId,
        CreatedAt = clock.GetUtcNow(),
        IdempotencyKey = sent.Key,
        Source = new() { ChannelId = "web", ChannelType = ChannelType.WebSocket },
        Content = new TextContent { Body = BodyOf(sent.Id) },
    };

    public static string BodyOf(string eventId) => "The words of " + eventId;
}

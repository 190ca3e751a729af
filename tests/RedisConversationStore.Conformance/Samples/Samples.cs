namespace Conversations.Conformance;

/// <summary>Records to test with: the smallest of each kind here, and with every member set in the other parts.</summary>
/// <remarks>The parts are initialised in no order one may rely on: what is made of other samples is made anew each time.</remarks>
public static partial class Samples
{
    /// <summary>The sample room.</summary>
    public const string RoomId = "room";

    /// <summary>The channel of sample events and participants.</summary>
    public const string ChannelId = "channel";

    /// <summary>The instant sample records begin at, with all the digits a store keeps.</summary>
    public static DateTimeOffset Instant { get; } = new DateTimeOffset(2025, 3, 1, 12, 34, 56, TimeSpan.Zero).AddMicroseconds(123_456);

    /// <summary>A room with nothing but an id.</summary>
    public static Room Room(string id = RoomId) => new() { Id = id, CreatedAt = Instant, UpdatedAt = Instant };

    /// <summary>A message.</summary>
    public static RoomEvent Event(string id, string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        Source = new() { ChannelId = ChannelId, ChannelType = ChannelType.WebSocket },
        Content = new TextContent { Body = "Hello" },
        CreatedAt = Instant,
    };

    /// <summary>A reply in the thread of another event.</summary>
    public static RoomEvent Reply(string id, string parentEventId) => Event(id) with { ParentEventId = parentEventId };

    /// <summary>A binding of a channel.</summary>
    public static ChannelBinding Binding(string channelId = ChannelId, string roomId = RoomId) => new()
    {
        ChannelId = channelId,
        RoomId = roomId,
        ChannelType = ChannelType.Sms,
        AttachedAt = Instant,
    };

    /// <summary>A participant on the sample channel, as a store keeps it.</summary>
    public static Participant Participant(string id = "participant", string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        ChannelId = ChannelId,
        ConnectedVia = [ChannelId],
        JoinedAt = Instant,
    };

    /// <summary>An identity without addresses.</summary>
    public static Identity Identity(string id = "identity") => new() { Id = id };

    /// <summary>A task.</summary>
    public static ConversationTask Task(string id = "task", string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        Title = "Call back",
        CreatedAt = Instant,
    };

    /// <summary>An observation.</summary>
    public static Observation Observation(string id = "observation", string roomId = RoomId) => new()
    {
        Id = id,
        RoomId = roomId,
        ChannelId = ChannelId,
        Content = "Is in a hurry",
        CreatedAt = Instant,
    };
}

namespace Conversations.LoadTesting;

/// <summary>The rooms of a load, and the last event known of each. Every process knows the same rooms by their numbers.</summary>
internal sealed class RoomSet(Scenario scenario)
{
    private readonly RoomEvent?[] lastEvents = new RoomEvent?[scenario.Rooms];

    internal static string Id(int room) => $"room-{room}";

    internal static string ChannelId(int room, int channel) => $"room-{room}-channel-{channel}";

    /// <summary>An event of a room as the load's bots write them.</summary>
    internal RoomEvent Event(int room, string id, string body) => new()
    {
        Id = id,
        RoomId = Id(room),
        Source = new() { ChannelId = ChannelId(room, 0), ChannelType = ChannelType.WebSocket },
        Content = new TextContent { Body = body },
        IdempotencyKey = scenario.IdempotencyKeys ? id : null,
    };

    /// <summary>The events that a room has before the load begins: the same ids in every process.</summary>
    internal RoomEvent SeededEvent(int room, int number, string body) => Event(room, $"room-{room}-event-{number}", body);

    internal void Remember(int room, RoomEvent added) => Volatile.Write(ref lastEvents[room], added);

    /// <summary>The last event of a room that this process knows.</summary>
    internal RoomEvent LastEvent(int room) => Volatile.Read(ref lastEvents[room]) ?? SeededEvent(room, scenario.EventsPerRoom - 1, "again");
}

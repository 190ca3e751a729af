using Conversations.Conformance;

namespace Conversations.Redis.Tests;

/// <summary>Makes rooms comparable between stores whose clocks differ: activity that a store took from its clock becomes one instant. What callers set in samples lies before it and stays.</summary>
internal static class ActivityByClock
{
    private static readonly DateTimeOffset FromClock = Samples.Instant.AddHours(12);

    internal static Room Normalize(Room room) =>
        room.Timers.LastActivityAt > FromClock ? room with { Timers = room.Timers with { LastActivityAt = FromClock } } : room;

    /// <summary>A room, a room with what is in it, or rooms; anything else stays as it is.</summary>
    internal static object? Normalize(object? result) => result switch
    {
        Room room => Normalize(room),
        RoomContext context => context with { Room = Normalize(context.Room) },
        IReadOnlyList<Room> rooms => rooms.Select(Normalize).ToList(),
        _ => result,
    };
}

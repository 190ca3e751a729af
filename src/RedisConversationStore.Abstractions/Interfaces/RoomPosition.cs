namespace Conversations;

/// <summary>A position among rooms in the order of created_at, id breaking ties. It stays valid whatever is created or deleted, and may be kept and used later.</summary>
public readonly record struct RoomPosition
{
    /// <summary>When the room was created; compared in whole microseconds.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The id of the room, which may be gone.</summary>
    public required string RoomId { get; init; }

    /// <summary>The position of a room.</summary>
    /// <param name="room">The room.</param>
    /// <exception cref="ArgumentNullException"><paramref name="room"/> is null.</exception>
    public static RoomPosition Of(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return new() { CreatedAt = room.CreatedAt, RoomId = room.Id };
    }
}

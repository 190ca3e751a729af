namespace Conversations;

/// <summary>What must still hold of a room when it is deleted or closed. The store checks it in the same atomic step as the change. A condition left at null does not count.</summary>
/// <remarks>State what the decision was based on. A sweep that deletes silent rooms states the instant it compared with; a caller that read the room states its version and latest index.</remarks>
public sealed record RoomConditions
{
    /// <summary>No condition.</summary>
    public static RoomConditions None { get; } = new();

    /// <summary>The latest instant at which the room may have been active. The room's activity is <see cref="RoomTimers.LastActivityAt"/>, before the first activity <see cref="Room.CreatedAt"/>. Between the years 1700 and 2200.</summary>
    public DateTimeOffset? NoActivitySince { get; init; }

    /// <summary>The <see cref="Room.Version"/>; 1 or more. Commits of events do not change it.</summary>
    public long? Version { get; init; }

    /// <summary>The <see cref="Room.LatestIndex"/>; −1 or more, −1 for a room without events.</summary>
    public long? LatestIndex { get; init; }

    /// <summary>The <see cref="EventCursor.Epoch"/> of the room: it was not deleted and created again. A cursor of <see cref="IEventStore.ContinueAsync"/> has it. 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string? Epoch { get; init; }

    /// <summary>Throws unless all conditions hold. For code that implements a store.</summary>
    /// <param name="room">The room as stored.</param>
    /// <param name="epoch">The epoch of the room.</param>
    /// <exception cref="RecordConflictException">A condition does not hold. The message names the first such condition, what was expected and what was found.</exception>
    public void Require(Room room, string epoch)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(epoch);
        if (Broken(room.Id, room.Timers.LastActivityAt ?? room.CreatedAt, room.Version, room.LatestIndex, epoch) is { } conflict) throw conflict;
    }

    /// <summary>The error that names the first condition that does not hold; null when all hold.</summary>
    internal RecordConflictException? Broken(string roomId, DateTimeOffset activity, long version, long latestIndex, string epoch)
    {
        var broken = this switch
        {
            { NoActivitySince: { } since } when activity > since => $"no activity since {since:O} was expected, activity at {activity:O} was found.",
            { Version: { } expected } when version != expected => $"version {expected} was expected, {version} was found.",
            { LatestIndex: { } expected } when latestIndex != expected => $"latest index {expected} was expected, {latestIndex} was found.",
            { Epoch: { } expected } when epoch != expected => $"epoch {expected} was expected, {epoch} was found.",
            _ => null,
        };
        return broken is null ? null : new(RecordKinds.Room, roomId, broken);
    }
}

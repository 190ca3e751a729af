namespace Conversations;

/// <summary>Rooms by what is known of them. On Redis the answers come from index entries that are verified against the rooms, so a crash between two writes never gives a wrong answer. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IRoomDirectory
{
    /// <summary>Rooms that match all the given criteria, ordered by created_at, id breaks ties. Cost grows with the rooms of that organisation and status, not with the store; a metadata criterion is checked on each of them. Two round trips: entries of an index, then their rooms; two more each time that too few of them match, for more entries at once.</summary>
    /// <remarks>Pages by offset miss rooms, or return them twice, when other rooms are created, changed or deleted between two pages. To read all rooms of a query use <see cref="RoomStoreExtensions.EnumerateAsync"/> or <see cref="IRoomStore.ListAfterAsync"/>.</remarks>
    /// <param name="query">The criteria; with none, all rooms.</param>
    /// <param name="offset">How many matches to pass over; 0 or more.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The rooms; none is no error.</returns>
    Task<IReadOnlyList<Room>> FindAsync(RoomQuery query, int offset = 0, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>The newest room (by created_at; of several, the one with the greatest id) that a participant is in: by a participant record, or by a binding with that participant id. Three round trips: entries of an index, their rooms, and what makes the participant a member; more when the newest rooms do not match, for more entries at once each time.</summary>
    /// <param name="participantId">The participant.</param>
    /// <param name="channelType">Narrows bindings to a channel type; participant records count whatever their channel.</param>
    /// <param name="status">Narrows to rooms of a status.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room, or null when there is none.</returns>
    Task<Room?> FindLatestAsync(string participantId, ChannelType? channelType = null, RoomStatus? status = null, CancellationToken cancellationToken = default);

    /// <summary>The rooms with a binding for a channel, oldest first (by created_at, id breaks ties): enough to tell "exactly one" from "several". Cost grows with <paramref name="limit"/> and the channel's rooms of another status. Three round trips, whatever the limit: entries of an index, their rooms, and the bindings; more when rooms do not match, for more entries at once each time.</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="status">Narrows to rooms of a status.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The rooms' ids; none is no error.</returns>
    Task<IReadOnlyList<string>> FindIdsByChannelAsync(string channelId, RoomStatus? status = null, int limit = 100, CancellationToken cancellationToken = default);
}

/// <summary>Criteria for rooms; a criterion left at null does not count.</summary>
public sealed record RoomQuery
{
    /// <summary>The organisation.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The status.</summary>
    public RoomStatus? Status { get; init; }

    /// <summary>Metadata keys and the values they must have, all of them.</summary>
    public DataObject? Metadata { get; init; }

    /// <summary>Whether a room meets all criteria.</summary>
    /// <param name="room">The room.</param>
    /// <exception cref="ArgumentNullException"><paramref name="room"/> is null.</exception>
    public bool Matches(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        if ((OrganizationId is not null && OrganizationId != room.OrganizationId) || (Status is { } status && status != room.Status)) return false;
        if (Metadata is null) return true;
        foreach (var (key, value) in Metadata.AsSpan())
        {
            if (!room.Metadata.TryGetValue(key, out var present) || present != value) return false;
        }

        return true;
    }
}

/// <summary>Conveniences over <see cref="IRoomDirectory"/>.</summary>
public static class RoomDirectoryExtensions
{
    /// <summary>The oldest room with a binding for a channel. Three round trips, and more as for <see cref="IRoomDirectory.FindIdsByChannelAsync"/>.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="status">Narrows to rooms of a status.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room's id, or null when there is none.</returns>
    public static async Task<string?> FindIdByChannelAsync(this IRoomDirectory directory, string channelId, RoomStatus? status = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var ids = await directory.FindIdsByChannelAsync(channelId, status, limit: 1, cancellationToken).ConfigureAwait(false);
        return ids.Count == 0 ? null : ids[0];
    }
}

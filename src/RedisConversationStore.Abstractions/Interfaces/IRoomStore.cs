namespace Conversations;

/// <summary>Rooms by id. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IRoomStore
{
    /// <summary>Creates a room. Store-managed members start at their defaults, whatever the caller put there. Three round trips on Redis (note, index entries, room); O(1).</summary>
    /// <param name="room">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room as stored.</returns>
    /// <exception cref="RecordAlreadyExistsException">The id is taken; nothing was changed.</exception>
    Task<Room> CreateAsync(Room room, CancellationToken cancellationToken = default);

    /// <summary>A room by its id. One round trip; O(1) in rooms, O(k) in the room's metadata keys.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room, or null when there is none.</returns>
    Task<Room?> GetAsync(string roomId, CancellationToken cancellationToken = default);

    /// <summary>Whether a room exists, without reading its record. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if it does.</returns>
    Task<bool> ExistsAsync(string roomId, CancellationToken cancellationToken = default);

    /// <summary>Replaces what the caller owns of a room. Store-managed members, id and created_at are kept; updated_at becomes the store's present; last_activity_at never moves back. Two round trips on Redis (read, record), four when organisation or status change (index entries between); O(k) in the room's metadata keys.</summary>
    /// <param name="room">The room with its changes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    Task<Room> UpdateAsync(Room room, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="UpdateAsync(Room, CancellationToken)"/>, if the room still has the given version. As many round trips.</summary>
    /// <param name="room">The room with its changes.</param>
    /// <param name="expectedVersion">The <see cref="Room.Version"/> the changes are based on; 1 or more.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RecordConflictException">The room was changed meanwhile; nothing was changed now.</exception>
    Task<Room> UpdateAsync(Room room, long expectedVersion, CancellationToken cancellationToken = default);

    /// <summary>Unsets some metadata keys, then sets others, in one atomic step on the server. Touches nothing but those keys, updated_at and version; concurrent patches of different keys both survive. A key set anew keeps its place in the key order. One round trip; O(k) in the keys.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="set">The keys to set and their values.</param>
    /// <param name="unset">The keys to remove, before any is set.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room as it is now, or null when there is none.</returns>
    Task<Room?> PatchMetadataAsync(string roomId, DataObject set, IReadOnlyList<string>? unset = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a room and everything under it: events, ids, idempotency keys, bindings, participants, read markers, tasks, observations and every index entry. The room reads as deleted from the first step on; the rest goes in bounded chunks, and a delete that was cut off can be repeated. O(n) in what the room holds: it reads as deleted after two round trips on Redis, and some five more go with each 100 events.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops between chunks; repeat the delete to remove the rest.</param>
    /// <returns>True if the room existed.</returns>
    Task<bool> DeleteAsync(string roomId, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="DeleteAsync(string, CancellationToken)"/>, if the conditions hold when the room begins to read as deleted. As many round trips.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="conditions">What must still hold.</param>
    /// <param name="cancellationToken">A token to cancel the operation. A write that was already sent may still be applied; repeat the delete to remove the rest.</param>
    /// <returns>True if the room existed; an unknown room is not a conflict.</returns>
    /// <exception cref="RecordConflictException">A condition does not hold; nothing was changed.</exception>
    Task<bool> DeleteAsync(string roomId, RoomConditions conditions, CancellationToken cancellationToken = default);

    /// <summary>Closes a room: sets its status to closed and its closed_at and updated_at to the store's present. A room that is closed or archived stays as it is. Four round trips on Redis (read, note, index entries, record), one for a room that stays as it is; O(k) in the room's metadata keys.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="conditions">What must still hold; null for no condition. They are checked for a closed room too.</param>
    /// <param name="cancellationToken">A token to cancel the operation. A write that was already sent may still be applied.</param>
    /// <returns>The room as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RecordConflictException">A condition does not hold; nothing was changed.</exception>
    Task<Room> CloseAsync(string roomId, RoomConditions? conditions = null, CancellationToken cancellationToken = default);

    /// <summary>Rooms ordered by created_at, id breaks ties. Two round trips per page on Redis; O(log n + offset + limit).</summary>
    /// <remarks>Pages by offset miss rooms, or return them twice, when other rooms are created or deleted between two pages. To read all rooms use <see cref="RoomStoreExtensions.EnumerateAsync"/> or <see cref="ListAfterAsync"/>.</remarks>
    /// <param name="offset">How many to pass over; 0 or more.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The rooms; empty behind the last.</returns>
    Task<IReadOnlyList<Room>> ListAsync(int offset = 0, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>The rooms after a position, ordered by created_at, id breaks ties: all rooms, or those of a query. Two round trips per page on Redis; O(log n + limit), and with criteria that few rooms match, more round trips for more entries each time.</summary>
    /// <remarks>
    /// <para>A walk that passes the position of the last room of a page to the next call returns each room that is there during the whole walk exactly once, whatever is created, changed or deleted meanwhile. A room that meets the query for a part of the walk only may be left out. A room that is deleted and created again may be returned as each of the two.</para>
    /// <para>When a walk begins or goes on among many rooms of the same created_at, a page costs more round trips: O(log n) in those rooms.</para>
    /// </remarks>
    /// <param name="after">The position; null for the start. There need not be a room.</param>
    /// <param name="query">The criteria; null for all rooms.</param>
    /// <param name="limit">How many at most; 1 to 1000.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The rooms; fewer than <paramref name="limit"/> only when there are no more.</returns>
    Task<IReadOnlyList<Room>> ListAfterAsync(RoomPosition? after, RoomQuery? query = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>A room with its bindings and participants, as of one moment. One round trip; O(n) in bindings and participants.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The context, or null when there is no such room.</returns>
    /// <exception cref="RoomTooLargeException">The room has more bindings and participants than the store reads in one step (MaxContextRecords, <see cref="RoomLimits.DefaultMaxContextRecords"/> by default). Lists of them have no limit.</exception>
    Task<RoomContext?> LoadContextAsync(string roomId, CancellationToken cancellationToken = default);

    /// <summary>The index up to which the room's events were delivered. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The index; −1 before the first delivery and for an unknown room.</returns>
    Task<long> GetDeliveredIndexAsync(string roomId, CancellationToken cancellationToken = default);

    /// <summary>Moves the delivered index by compare-and-set: from <paramref name="index"/> − 1, or, when forced, from any lower value. Never back. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="index">The new value; 0 to 2^52.</param>
    /// <param name="force">Whether to skip over indices.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if it moved; false otherwise and for an unknown room.</returns>
    Task<bool> AdvanceDeliveredIndexAsync(string roomId, long index, bool force = false, CancellationToken cancellationToken = default);
}

/// <summary>Conveniences over <see cref="IRoomStore"/>.</summary>
public static class RoomStoreExtensions
{
    /// <summary>All rooms, or those of a query, ordered by created_at, id breaks ties, page by page. Each page costs what <see cref="IRoomStore.ListAfterAsync"/> does; arguments are checked when the first is read.</summary>
    /// <remarks>Each room that is there, and meets the query, during the whole enumeration is returned exactly once, whatever is created, changed or deleted meanwhile. To resume later, keep <see cref="RoomPosition.Of"/> of the room returned last.</remarks>
    /// <param name="rooms">The store.</param>
    /// <param name="query">The criteria; null for all rooms.</param>
    /// <param name="after">The position to begin after; null for the start. There need not be a room.</param>
    /// <param name="pageSize">How many to read at a time; 1 to 1000. Default: 200.</param>
    /// <param name="cancellationToken">A token to cancel the enumeration.</param>
    /// <returns>The rooms.</returns>
    public static async IAsyncEnumerable<Room> EnumerateAsync(
        this IRoomStore rooms,
        RoomQuery? query = null,
        RoomPosition? after = null,
        int pageSize = 200,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        while (true)
        {
            var page = await rooms.ListAfterAsync(after, query, pageSize, cancellationToken).ConfigureAwait(false);
            foreach (var room in page) yield return room;
            if (page.Count < pageSize) yield break;
            after = RoomPosition.Of(page[^1]);
        }
    }

    /// <summary>Reads a room, applies a change and writes it back, again and again while others change it in between. Three round trips an attempt on Redis, five when organisation or status change.</summary>
    /// <param name="rooms">The store.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="change">Makes the changed room from the present one; may be called several times.</param>
    /// <param name="maxAttempts">How often to try; 1 or more. Default: 10.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The room as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RecordConflictException">Others changed the room during every attempt.</exception>
    public static async Task<Room> UpdateAsync(this IRoomStore rooms, string roomId, Func<Room, Room> change, int maxAttempts = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttempts, 1);
        for (var attempt = 1; ; attempt++)
        {
            var room = await rooms.GetAsync(roomId, cancellationToken).ConfigureAwait(false) ?? throw new RecordNotFoundException(RecordKinds.Room, roomId);
            try
            {
                return await rooms.UpdateAsync(change(room), room.Version, cancellationToken).ConfigureAwait(false);
            }
            catch (RecordConflictException) when (attempt < maxAttempts)
            {
                // Whoever won this round has made progress; go again from what is stored now.
            }
        }
    }
}

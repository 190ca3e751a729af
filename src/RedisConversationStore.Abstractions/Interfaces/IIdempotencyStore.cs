namespace Conversations;

/// <summary>Keys under which the same thing arrives again. They belong to one room, live for a limited time, and go with the room. Adding an event claims its key by itself. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IIdempotencyStore
{
    /// <summary>Whether a key was claimed and still lives. Changes nothing. One round trip; O(1).</summary>
    /// <param name="roomId">The room; an unknown one has seen nothing.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if it does.</returns>
    Task<bool> IsSeenAsync(string roomId, string key, CancellationToken cancellationToken = default);

    /// <summary>Claims a key for work that is not an event: true for exactly one of all callers, in all processes, while the key lives. One round trip; O(log n) in the room's claims.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="key">The key.</param>
    /// <param name="timeToLive">A millisecond to 366 days. Null for the store's own setting (24 hours by default).</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if the key is the caller's now; false if it was claimed before, by an event or for other work.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    Task<bool> ClaimAsync(string roomId, string key, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default);

    /// <summary>Gives a key back, so that it can be claimed again. An event added under it stays. One round trip; O(log n) in the room's claims.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if the key was claimed.</returns>
    Task<bool> ReleaseAsync(string roomId, string key, CancellationToken cancellationToken = default);

    /// <summary>The event added under a key that still lives. One round trip; O(log n) in the events of the room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The event, or null: key unknown, expired, or claimed for other work.</returns>
    Task<RoomEvent?> GetEventAsync(string roomId, string key, CancellationToken cancellationToken = default);
}

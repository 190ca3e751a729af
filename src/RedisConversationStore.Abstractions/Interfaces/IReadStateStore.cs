namespace Conversations;

/// <summary>Who has read how far. A marker is the index of an event, not a position, so deletions do not shift it; it never moves backwards. A store that repeats a call because a reply was lost may say that a marker did not move when its own earlier attempt moved it. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IReadStateStore
{
    /// <summary>Moves a channel's marker to an event. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="channelId">The channel that has read; it need not be bound.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if the marker moved; false when it stood there or further, and for an event that the room does not have.</returns>
    Task<bool> MarkReadAsync(string roomId, string channelId, string eventId, CancellationToken cancellationToken = default);

    /// <summary>Moves a channel's marker to the room's latest index. In a room that never had an event no marker is set. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="channelId">The channel that has read.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if the marker moved.</returns>
    Task<bool> MarkAllReadAsync(string roomId, string channelId, CancellationToken cancellationToken = default);

    /// <summary>Moves a channel's marker to an index, for restores and migrations. One round trip; O(1).</summary>
    /// <param name="marker">Room, channel and index.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if the marker moved; false when it stood there or further, when the index is beyond the room's latest, and for an unknown room.</returns>
    Task<bool> RestoreMarkerAsync(ReadMarker marker, CancellationToken cancellationToken = default);

    /// <summary>How many events the room has now beyond the channel's marker; all of them without one. Exact after deletions. One round trip; O(log n), whatever the number of unread events.</summary>
    /// <param name="roomId">The room; 0 for an unknown one.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The count.</returns>
    Task<long> UnreadCountAsync(string roomId, string channelId, CancellationToken cancellationToken = default);

    /// <summary>The unread counts of one channel in many rooms. One round trip (to each node on a cluster); O(r log n).</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="roomIds">Up to 1000 rooms; repeats are answered once, an unknown room with 0.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The count by room id.</returns>
    Task<IReadOnlyDictionary<string, long>> UnreadCountsAsync(string channelId, IReadOnlyList<string> roomIds, CancellationToken cancellationToken = default);

    /// <summary>The markers of a room, for "seen by": channel id → index; empty for an unknown room. One round trip and one moment's answer for up to about 1,000 of them; for more, a round trip per 1,000 or 4 MB, and what is added or removed meanwhile may be in the answer or not. O(n) in them.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The index by channel id.</returns>
    Task<IReadOnlyDictionary<string, long>> MarkersAsync(string roomId, CancellationToken cancellationToken = default);
}

namespace Conversations;

/// <summary>Channels bound to rooms. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IBindingStore
{
    /// <summary>Binds a channel to a room, or replaces the binding; the first attached_at is kept. Three round trips on Redis (read, index entries, record), two when the binding is there with the same participant; O(1).</summary>
    /// <param name="binding">The binding.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The binding as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    Task<ChannelBinding> AddAsync(ChannelBinding binding, CancellationToken cancellationToken = default);

    /// <summary>Replaces a binding; attached_at is kept. Two round trips on Redis (read, record), four when the participant changes; O(1).</summary>
    /// <param name="binding">The binding with its changes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The binding as stored.</returns>
    /// <exception cref="RecordNotFoundException">The room has no such binding.</exception>
    Task<ChannelBinding> UpdateAsync(ChannelBinding binding, CancellationToken cancellationToken = default);

    /// <summary>A binding. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The binding, or null when there is none.</returns>
    Task<ChannelBinding?> GetAsync(string roomId, string channelId, CancellationToken cancellationToken = default);

    /// <summary>Whether a channel is bound to a room, without reading the record. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if it is.</returns>
    Task<bool> ExistsAsync(string roomId, string channelId, CancellationToken cancellationToken = default);

    /// <summary>Unbinds a channel. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if it was bound.</returns>
    Task<bool> RemoveAsync(string roomId, string channelId, CancellationToken cancellationToken = default);

    /// <summary>A room's bindings in order of attachment, channel id breaks ties; empty for an unknown room. One round trip and one moment's answer for up to about 1,000 of them; for more, a round trip per 1,000 or 4 MB, and what is added or removed meanwhile may be in the answer or not. O(n) in them.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The bindings.</returns>
    Task<IReadOnlyList<ChannelBinding>> ListAsync(string roomId, CancellationToken cancellationToken = default);
}

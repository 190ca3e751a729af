namespace Conversations;

/// <summary>People in rooms. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IParticipantStore
{
    /// <summary>Adds a participant to a room, or replaces the record; the first joined_at is kept and connected_via becomes the union, in order of first sight, with the primary channel first. Three round trips on Redis (read, index entries, record), two when the participant is there; O(1).</summary>
    /// <param name="participant">The participant.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The participant as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    Task<Participant> AddAsync(Participant participant, CancellationToken cancellationToken = default);

    /// <summary>Replaces a participant; joined_at is kept, and connected_via is as given, with the primary channel first. Two round trips on Redis (read, record); O(1).</summary>
    /// <param name="participant">The participant with its changes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The participant as stored.</returns>
    /// <exception cref="RecordNotFoundException">The room has no such participant.</exception>
    Task<Participant> UpdateAsync(Participant participant, CancellationToken cancellationToken = default);

    /// <summary>A participant. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="participantId">The participant.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The participant, or null when there is none.</returns>
    Task<Participant?> GetAsync(string roomId, string participantId, CancellationToken cancellationToken = default);

    /// <summary>Removes a participant. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="participantId">The participant.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>True if it was there.</returns>
    Task<bool> RemoveAsync(string roomId, string participantId, CancellationToken cancellationToken = default);

    /// <summary>A room's participants in order of joining, id breaks ties; empty for an unknown room. One round trip and one moment's answer for up to about 1,000 of them; for more, a round trip per 1,000 or 4 MB, and what is added or removed meanwhile may be in the answer or not. O(n) in them.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The participants.</returns>
    Task<IReadOnlyList<Participant>> ListAsync(string roomId, CancellationToken cancellationToken = default);
}

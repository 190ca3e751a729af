namespace Conversations;

/// <summary>What was noticed in rooms. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IObservationStore
{
    /// <summary>Adds an observation. One round trip; O(1).</summary>
    /// <param name="observation">The observation.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The observation as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RecordAlreadyExistsException">The room has an observation with that id; nothing was changed.</exception>
    Task<Observation> AddAsync(Observation observation, CancellationToken cancellationToken = default);

    /// <summary>An observation. One round trip; O(1).</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="observationId">The observation.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The observation, or null when there is none.</returns>
    Task<Observation?> GetAsync(string roomId, string observationId, CancellationToken cancellationToken = default);

    /// <summary>Replaces an observation; created_at is kept. Two round trips on Redis; O(1).</summary>
    /// <param name="observation">The observation with its changes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The observation as stored.</returns>
    /// <exception cref="RecordNotFoundException">The room has no such observation.</exception>
    Task<Observation> UpdateAsync(Observation observation, CancellationToken cancellationToken = default);

    /// <summary>A room's observations, ordered by created_at, id breaks ties; empty for an unknown room. One round trip and one moment's answer for up to about 1,000 of them; for more, a round trip per 1,000 or 4 MB, and what is added or removed meanwhile may be in the answer or not. O(n) in them.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The observations.</returns>
    Task<IReadOnlyList<Observation>> ListAsync(string roomId, CancellationToken cancellationToken = default);
}

namespace Conversations;

/// <summary>What has to be done, by room. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface ITaskStore
{
    /// <summary>Adds a task. Three round trips on Redis (room and locator, locator, record); O(1).</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The task as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such room.</exception>
    /// <exception cref="RecordAlreadyExistsException">The id is taken, in this room or another, or was claimed for another room by a call that is under way or could not write the task, which frees it after ten minutes; nothing was changed.</exception>
    Task<ConversationTask> AddAsync(ConversationTask task, CancellationToken cancellationToken = default);

    /// <summary>A task. Two round trips on Redis; O(1).</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The task, or null when there is none.</returns>
    Task<ConversationTask?> GetAsync(string taskId, CancellationToken cancellationToken = default);

    /// <summary>Replaces a task; its room and created_at are kept. Two round trips on Redis; O(1).</summary>
    /// <param name="task">The task with its changes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The task as stored.</returns>
    /// <exception cref="RecordNotFoundException">The task's room has no such task.</exception>
    Task<ConversationTask> UpdateAsync(ConversationTask task, CancellationToken cancellationToken = default);

    /// <summary>A room's tasks, ordered by created_at, id breaks ties; empty for an unknown room. One round trip and one moment's answer for up to about 1,000 of them; for more, a round trip per 1,000 or 4 MB, and what is added or removed meanwhile may be in the answer or not. O(n) in them.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="status">Only tasks of a status; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The tasks.</returns>
    Task<IReadOnlyList<ConversationTask>> ListAsync(string roomId, ConversationTaskStatus? status = null, CancellationToken cancellationToken = default);
}

namespace Conversations.InMemory;

internal sealed class InMemoryTasks(StoreState state) : ITaskStore
{
    public Task<ConversationTask> AddAsync(ConversationTask task, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(task);
        return state.Run(
            () =>
            {
                var room = state.NeedRoom(accepted.RoomId);
                if (!state.RoomByTask.TryAdd(accepted.Id, room)) throw new RecordAlreadyExistsException(RecordKinds.Task, accepted.Id);
                return room.Tasks[accepted.Id] = accepted;
            },
            cancellationToken);
    }

    public Task<ConversationTask?> GetAsync(string taskId, CancellationToken cancellationToken = default)
    {
        Check.Id(taskId);
        return state.Run(() => state.RoomByTask.GetValueOrDefault(taskId)?.Tasks[taskId], cancellationToken);
    }

    public Task<ConversationTask> UpdateAsync(ConversationTask task, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(task);
        return state.Run(
            () => state.TryGetRoom(accepted.RoomId, out var room) && room.Tasks.TryGetValue(accepted.Id, out var present)
                ? room.Tasks[accepted.Id] = accepted with { CreatedAt = present.CreatedAt }
                : throw new RecordNotFoundException(RecordKinds.Task, accepted.Id),
            cancellationToken);
    }

    public Task<IReadOnlyList<ConversationTask>> ListAsync(string roomId, ConversationTaskStatus? status = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        if (status is { } known) Check.Enum(known, nameof(status));
        return state.Run<IReadOnlyList<ConversationTask>>(() => state.FindRoom(roomId)?.ListTasks(status) ?? [], cancellationToken);
    }
}

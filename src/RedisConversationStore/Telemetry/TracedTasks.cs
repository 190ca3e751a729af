using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="ITaskStore"/>.</summary>
internal sealed class TracedTasks(ITaskStore inner, StoreTelemetry telemetry) : ITaskStore
{
    public Task<ConversationTask> AddAsync(ConversationTask task, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(TasksAdd, (inner, task, cancellationToken), static it => it.inner.AddAsync(it.task, it.cancellationToken), task?.RoomId);

    public Task<ConversationTask?> GetAsync(string taskId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(TasksGet, (inner, taskId, cancellationToken), static it => it.inner.GetAsync(it.taskId, it.cancellationToken));

    public Task<ConversationTask> UpdateAsync(ConversationTask task, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(TasksUpdate, (inner, task, cancellationToken), static it => it.inner.UpdateAsync(it.task, it.cancellationToken), task?.RoomId);

    public Task<IReadOnlyList<ConversationTask>> ListAsync(string roomId, ConversationTaskStatus? status = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(TasksList, (inner, roomId, status, cancellationToken), static it => it.inner.ListAsync(it.roomId, it.status, it.cancellationToken), roomId);
}

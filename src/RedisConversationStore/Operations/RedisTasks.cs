using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Tasks: a hash per room, and a locator task id → room in a slot of its own, which also keeps ids unique in the store.</summary>
/// <remarks>The locator is written before the task and looked at again after it. Two writers of one id in two rooms may both get as far as the task; the one whose locator was overwritten takes its task back.</remarks>
internal sealed class RedisTasks(RedisGateway redis, KeySpace keySpace) : ITaskStore
{
    private readonly RoomRecords<ConversationTask> records = new(redis, RecordKinds.Task, static keys => keys.Tasks);

    public async Task<ConversationTask> AddAsync(ConversationTask task, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(task);
        cancellationToken.ThrowIfCancellationRequested();
        var keys = keySpace.Room(accepted.RoomId);
        var (located, roomExists) = await LookAsync(accepted, keys, cancellationToken).ConfigureAwait(false);
        if (!roomExists) throw new RecordNotFoundException(RecordKinds.Room, accepted.RoomId);
        if (located is not null && await records.GetAsync(keySpace.Room(located), accepted.Id, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new RecordAlreadyExistsException(RecordKinds.Task, accepted.Id);
        }

        var locator = keySpace.TaskLocator(accepted.Id);
        await redis.WriteAsync(database => database.HashSetAsync(locator, accepted.Id, accepted.RoomId), cancellationToken).ConfigureAwait(false);
        await records.AddAsync(keys, accepted.RoomId, accepted.Id, accepted, cancellationToken).ConfigureAwait(false);
        if (await FindRoomAsync(accepted.Id, cancellationToken).ConfigureAwait(false) == accepted.RoomId) return accepted;
        await RecordScripts.RemoveAsync(redis, keys.Tasks, accepted.Id, cancellationToken).ConfigureAwait(false);
        throw new RecordAlreadyExistsException(RecordKinds.Task, accepted.Id);
    }

    public async Task<ConversationTask?> GetAsync(string taskId, CancellationToken cancellationToken = default)
    {
        Check.Id(taskId);
        cancellationToken.ThrowIfCancellationRequested();
        return await FindRoomAsync(taskId, cancellationToken).ConfigureAwait(false) is { } roomId
            ? await records.GetAsync(keySpace.Room(roomId), taskId, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public Task<ConversationTask> UpdateAsync(ConversationTask task, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(task);
        cancellationToken.ThrowIfCancellationRequested();
        return records.UpdateAsync(keySpace.Room(accepted.RoomId), accepted.Id, present => accepted with { CreatedAt = present.CreatedAt }, cancellationToken);
    }

    public async Task<IReadOnlyList<ConversationTask>> ListAsync(string roomId, ConversationTaskStatus? status = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        if (status is { } known) Check.Enum(known, nameof(status));
        cancellationToken.ThrowIfCancellationRequested();
        var list = await records.ListAsync(keySpace.Room(roomId), cancellationToken).ConfigureAwait(false);
        if (status is { } wanted) list.RemoveAll(task => task.Status != wanted);
        list.Sort(static (left, right) =>
        {
            var order = left.CreatedAt.CompareTo(right.CreatedAt);
            return order != 0 ? order : IdOrder.Instance.Compare(left.Id, right.Id);
        });
        return list;
    }

    private async Task<(string? Located, bool RoomExists)> LookAsync(ConversationTask task, RoomKeys keys, CancellationToken cancellationToken)
    {
        var located = FindRoomAsync(task.Id, cancellationToken);
        var exists = redis.ReadAsync(database => database.KeyExistsAsync(keys.Room), cancellationToken);
        await Task.WhenAll(located, exists).ConfigureAwait(false);
        return (await located.ConfigureAwait(false), await exists.ConfigureAwait(false));
    }

    private async Task<string?> FindRoomAsync(string taskId, CancellationToken cancellationToken) =>
        await redis.ReadAsync(database => database.HashGetAsync(keySpace.TaskLocator(taskId), taskId), cancellationToken).ConfigureAwait(false);
}

using Conversations.Redis.Connection;

namespace Conversations.Redis.Operations;

/// <summary>Tasks: a hash per room; <see cref="TaskLocators"/> keeps their ids unique in the store.</summary>
internal sealed class RedisTasks(RedisGateway redis, KeySpace keySpace, TaskLocators locators) : ITaskStore
{
    private readonly RoomRecords<ConversationTask> records = new(redis, RecordKinds.Task, static keys => keys.Tasks);

    public async Task<ConversationTask> AddAsync(ConversationTask task, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(task);
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        var keys = keySpace.Room(accepted.RoomId);
        var hasRoom = redis.ReadAsync((database, flags) => database.KeyExistsAsync(keys.Room, flags: flags), call);
        var found = locators.ReadAsync(accepted.Id, call);
        await Task.WhenAll(hasRoom, found).ConfigureAwait(false);
        if (!await hasRoom.ConfigureAwait(false)) throw new RecordNotFoundException(RecordKinds.Room, accepted.RoomId);
        var claim = await locators.ClaimAsync(accepted.Id, accepted.RoomId, await found.ConfigureAwait(false), IsInRoomAsync, call).ConfigureAwait(false)
            ?? throw new RecordAlreadyExistsException(RecordKinds.Task, accepted.Id);
        try
        {
            await records.AddAsync(keys, accepted.RoomId, accepted.Id, accepted, call).ConfigureAwait(false);
        }
        catch (RecordNotFoundException)
        {
            await locators.WithdrawAsync(accepted.Id, claim, call).ConfigureAwait(false);
            throw;
        }
        catch (StoreUnavailableException fault) when (!fault.MayHaveTakenEffect)
        {
            // The claim keeps the id from other rooms for a while.
            throw FaultTranslator.OnlyRestFailed(fault);
        }

        await RedisGateway.FinishAsync(locators.EnsureAsync(accepted.Id, claim, () => IsInRoomAsync(accepted.RoomId), call)).ConfigureAwait(false);
        return accepted;

        Task<bool> IsInRoomAsync(string roomId) => redis.ReadAsync((database, flags) => database.HashExistsAsync(keySpace.Room(roomId).Tasks, accepted.Id, flags: flags), call, keySpace.Room(roomId).Tasks);
    }

    public async Task<ConversationTask?> GetAsync(string taskId, CancellationToken cancellationToken = default)
    {
        Check.Id(taskId);
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        return await locators.FindRoomAsync(taskId, call).ConfigureAwait(false) is { } roomId
            ? await records.GetAsync(keySpace.Room(roomId), taskId, call).ConfigureAwait(false)
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
}

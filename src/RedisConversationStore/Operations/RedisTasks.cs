using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Tasks: a hash per room; <see cref="TaskLocators"/> keeps their ids unique in the store.</summary>
internal sealed class RedisTasks(RedisGateway redis, KeySpace keySpace, HintIndex hints, TaskLocators locators) : ITaskStore
{
    private readonly RoomRecords<ConversationTask> records = new(redis, RecordKinds.Task, static keys => keys.Tasks);

    public async Task<ConversationTask> AddAsync(ConversationTask task, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(task);
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        while (!await TryAddAsync(accepted, call).ConfigureAwait(false))
        {
            // Others took the write for dead, or add the same id. Apart, they do not end each other's writes for ever.
            await Task.Delay(Random.Shared.Next(20), cancellationToken).ConfigureAwait(false);
        }

        return accepted;
    }

    /// <returns>False when the write was taken for dead.</returns>
    private async Task<bool> TryAddAsync(ConversationTask task, Call call)
    {
        var keys = keySpace.Room(task.RoomId);
        var owner = IndexOwner.Room(task.RoomId, keys);
        var nonce = Nonce.Create();
        var isDone = false;
        var isClaimed = false;
        try
        {
            var noted = hints.BeginAsync(owner, nonce, IntentEntries.FormatLocator(keySpace.TaskLocator(task.Id), task.Id), call);
            var hasRoom = redis.ReadAsync((database, flags) => database.KeyExistsAsync(keys.Room, flags: flags), call, keys.Room);
            var found = locators.ReadAsync(task.Id, call);
            await Task.WhenAll(noted, hasRoom, found).ConfigureAwait(false);
            if (!await hasRoom.ConfigureAwait(false)) throw new RecordNotFoundException(RecordKinds.Room, task.RoomId);
            isClaimed = await locators.ClaimAsync(task.Id, task.RoomId, nonce, await found.ConfigureAwait(false), call).ConfigureAwait(false);
            if (!isClaimed) throw new RecordAlreadyExistsException(RecordKinds.Task, task.Id);
            var (status, _) = await RecordScripts.PutAsync(redis, keys, keys.Tasks, task.Id, RedisValue.Null, createdAt: null, StoredFormat.Encode(task), nonce, replaced: null, call).ConfigureAwait(false);
            isDone = status == RecordScripts.PutStatus.Ok;
            return status switch
            {
                RecordScripts.PutStatus.RoomNotFound => throw new RecordNotFoundException(RecordKinds.Room, task.RoomId),
                RecordScripts.PutStatus.Changed => throw new RecordAlreadyExistsException(RecordKinds.Task, task.Id),
                _ => isDone,
            };
        }
        catch (StoreUnavailableException fault) when (isClaimed && !fault.MayHaveTakenEffect)
        {
            // The claim keeps the id from other rooms until the write is withdrawn.
            throw FaultTranslator.OnlyRestFailed(fault);
        }
        finally
        {
            if (!isDone) hints.Cleaner.Withdraw(owner, nonce);
        }
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

using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Where tasks are found by their id alone, and what keeps ids unique in the store: hashes task id → room id and the nonce of the claim, in slots of their own.</summary>
/// <remarks>
/// <para>A claim is the index entry of a task, by the protocol of <see cref="HintIndex"/>: the writer notes it in the room, claims the id by compare-and-set, and the script that writes the task requires the note. A claim of another room counts while its write is under way there or its task is there, asked in this order. A write that is dead by the server's clock is ended first, so that it cannot write the task any more; then the id is free.</para>
/// <para>A claim of the same room is taken over at once, and its write ended if it is under way: the room itself keeps the id unique within it, and a retry after a crash must not wait.</para>
/// </remarks>
internal sealed class TaskLocators(RedisGateway redis, KeySpace keySpace)
{
    /// <summary>The room a task id was claimed for, as far as is known where the caller prefers to read.</summary>
    internal async Task<string?> FindRoomAsync(string taskId, Call call)
    {
        var key = keySpace.TaskLocator(taskId);
        var location = await redis.ReadPreferredAsync((database, flags) => database.HashGetAsync(key, taskId, flags), call, key).ConfigureAwait(false);
        return location.IsNull ? null : StoredFormat.Id(HintMember.Parse(location).Id, key);
    }

    /// <summary>What an id was claimed with; null for none.</summary>
    internal Task<RedisValue> ReadAsync(string taskId, Call call) =>
        redis.ReadAsync((database, flags) => database.HashGetAsync(keySpace.TaskLocator(taskId), taskId, flags: flags), call, keySpace.TaskLocator(taskId));

    /// <summary>Claims an id for a room. One round trip for a free one.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="nonce">The nonce of the write.</param>
    /// <param name="found">What <see cref="ReadAsync"/> said.</param>
    /// <param name="call">The call.</param>
    /// <returns>False when the id is taken.</returns>
    internal async Task<bool> ClaimAsync(string taskId, string roomId, string nonce, RedisValue found, Call call)
    {
        for (; ; found = await ReadAsync(taskId, call).ConfigureAwait(false))
        {
            if (!found.IsNull && await IsTakenAsync(taskId, roomId, HintMember.Parse(found), call).ConfigureAwait(false)) return false;
            if (await LocatorScripts.ClaimAsync(redis, keySpace.TaskLocator(taskId), taskId, found, HintMember.Create(roomId, nonce), call).ConfigureAwait(false)) return true;
        }
    }

    /// <summary>Removes the locator of a task that went with its room, if it points to that room and no room created again under the same id has the task or is writing it.</summary>
    internal async Task RemoveAsync(string taskId, string roomId, Call call)
    {
        var location = await ReadAsync(taskId, call).ConfigureAwait(false);
        if (location.IsNull) return;
        var (id, nonce) = HintMember.Parse(location);
        if (id != roomId) return;
        var keys = keySpace.Room(roomId);

        // The claim, then the notes, then the task: a write goes the other way round.
        if (await redis.ReadAsync((database, flags) => database.HashExistsAsync(keys.Intents, nonce, flags), call, keys.Intents).ConfigureAwait(false)) return;
        if (await IsInRoomAsync(taskId, keys, call).ConfigureAwait(false)) return;
        await LocatorScripts.RemoveAsync(redis, keySpace.TaskLocator(taskId), taskId, location, call).ConfigureAwait(false);
    }

    /// <summary>Removes a locator that leads nowhere, unless a write that can bring its task to life is under way.</summary>
    internal async Task RemoveIfDeadAsync(string taskId, RedisValue location, bool isForced, Call call)
    {
        var (roomId, nonce) = HintMember.Parse(location);
        var keys = keySpace.Room(roomId);
        if (roomId.Length > 0)
        {
            var owner = IndexOwner.Room(roomId, keys);
            if (isForced) await HintScripts.WithdrawWriteAsync(redis, owner, nonce, call).ConfigureAwait(false);
            var (status, _) = await JudgeAsync(owner, nonce, isForced, call).ConfigureAwait(false);
            if (status == HintScripts.JudgeStatus.UnderWay || await IsInRoomAsync(taskId, keys, call).ConfigureAwait(false)) return;
        }

        await LocatorScripts.RemoveAsync(redis, keySpace.TaskLocator(taskId), taskId, location, call).ConfigureAwait(false);
    }

    private Task<(HintScripts.JudgeStatus Status, RedisValue Entries)> JudgeAsync(IndexOwner owner, string nonce, bool isForced, Call call) =>
        HintScripts.JudgeAsync(redis, owner, nonce, isForced || !Nonce.IsFormer(nonce) ? TimeSpan.Zero : HintCleaner.FormerPatience, call);

    private async Task<bool> IsTakenAsync(string taskId, string roomId, (string RoomId, string Nonce) claim, Call call)
    {
        var keys = keySpace.Room(claim.RoomId);
        var owner = IndexOwner.Room(claim.RoomId, keys);
        if (claim.RoomId == roomId)
        {
            await HintScripts.WithdrawWriteAsync(redis, owner, claim.Nonce, call).ConfigureAwait(false);
            return false;
        }

        var (status, _) = await JudgeAsync(owner, claim.Nonce, isForced: false, call).ConfigureAwait(false);
        return await IsInRoomAsync(taskId, keys, call).ConfigureAwait(false) || status == HintScripts.JudgeStatus.UnderWay;
    }

    private Task<bool> IsInRoomAsync(string taskId, RoomKeys keys, Call call) =>
        redis.ReadAsync((database, flags) => database.HashExistsAsync(keys.Tasks, taskId, flags: flags), call, keys.Tasks);
}

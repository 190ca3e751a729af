using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Where tasks are found by their id alone, and what keeps ids unique in the store: hashes task id → room id and the nonce of the claim, in slots of their own.</summary>
/// <remarks>
/// <para>A writer claims the id for its room by compare-and-set before it writes the task. A claim of another room counts while its task is there, or while the claim is younger than <see cref="HintIndex.Grace"/>, because the task may be on its way; after that its writer has crashed and the id is free. A claim of the same room can be made anew at any time, since the room itself keeps the id unique within it, so a retry after a crash succeeds at once.</para>
/// <para>The deletion of a room removes its claims while a room created again under its id may be making new ones. It looks for the task again afterwards, and so does a writer for its claim: whoever is last puts the claim back.</para>
/// </remarks>
internal sealed class TaskLocators(RedisGateway redis, KeySpace keySpace, HintIndex hints)
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

    /// <summary>Claims an id for a room.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="found">What <see cref="ReadAsync"/> said.</param>
    /// <param name="isInRoom">Whether a room has the task.</param>
    /// <param name="call">The call.</param>
    /// <returns>The claim, to take back if the task cannot be written; null when the id is taken.</returns>
    internal async Task<RedisValue?> ClaimAsync(string taskId, string roomId, RedisValue found, Func<string, Task<bool>> isInRoom, Call call)
    {
        for (; ; found = await ReadAsync(taskId, call).ConfigureAwait(false))
        {
            if (!found.IsNull && await IsTakenAsync(HintMember.Parse(found)).ConfigureAwait(false)) return null;
            var claim = HintMember.Create(roomId, hints.CreateNonce());
            if (await LocatorScripts.ClaimAsync(redis, keySpace.TaskLocator(taskId), taskId, found, claim, call).ConfigureAwait(false)) return claim;
        }

        async Task<bool> IsTakenAsync((string RoomId, string Nonce) other) =>
            other.RoomId != roomId && (!hints.IsOld(other.Nonce) || await isInRoom(other.RoomId).ConfigureAwait(false));
    }

    /// <summary>Takes a claim back.</summary>
    internal Task WithdrawAsync(string taskId, RedisValue claim, Call call) =>
        LocatorScripts.RemoveAsync(redis, keySpace.TaskLocator(taskId), taskId, claim, call);

    /// <summary>Makes sure of a claim after its task was written.</summary>
    internal async Task EnsureAsync(string taskId, RedisValue claim, Func<Task<bool>> isInRoom, Call call)
    {
        if ((await ReadAsync(taskId, call).ConfigureAwait(false)).IsNull) await PutBackAsync(taskId, claim, isInRoom, call).ConfigureAwait(false);
    }

    /// <summary>Removes the locator of a task that went with its room, if it points to that room and no room created again under the same id has the task.</summary>
    internal async Task RemoveAsync(string taskId, string roomId, Func<Task<bool>> isInRoom, Call call)
    {
        var location = await ReadAsync(taskId, call).ConfigureAwait(false);
        if (location.IsNull || HintMember.Parse(location).Id != roomId || await isInRoom().ConfigureAwait(false)) return;
        await WithdrawAsync(taskId, location, call).ConfigureAwait(false);
        await PutBackAsync(taskId, location, isInRoom, call).ConfigureAwait(false);
    }

    /// <summary>Puts back the claim of a task that is there, and takes it away again if the task goes at that moment: it would keep the id from other rooms.</summary>
    private async Task PutBackAsync(string taskId, RedisValue claim, Func<Task<bool>> isInRoom, Call call)
    {
        if (!await isInRoom().ConfigureAwait(false)) return;
        await redis.WriteAsync(database => database.HashSetAsync(keySpace.TaskLocator(taskId), taskId, claim, When.NotExists), call).ConfigureAwait(false);
        if (!await isInRoom().ConfigureAwait(false)) await WithdrawAsync(taskId, claim, call).ConfigureAwait(false);
    }
}

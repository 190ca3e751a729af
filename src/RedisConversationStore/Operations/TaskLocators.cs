using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Where tasks are found by their id alone, and what keeps ids unique in the store: hashes task id → room id and the nonce of the claim, in slots of their own.</summary>
/// <remarks>
/// <para>A writer claims the id for its room by compare-and-set before it writes the task. A claim of another room counts while its task is there, or while the claim is younger than <see cref="HintIndex.Grace"/>, because the task may be on its way; after that its writer has crashed and the id is free. A claim of the same room can be made anew at any time, since the room itself keeps the id unique within it, so a retry after a crash succeeds at once.</para>
/// </remarks>
internal sealed class TaskLocators(RedisGateway redis, KeySpace keySpace, HintIndex hints)
{
    /// <summary>The room a task id was claimed for, as far as is known.</summary>
    internal async Task<string?> FindRoomAsync(string taskId, CancellationToken cancellationToken)
    {
        var location = await ReadAsync(taskId, cancellationToken).ConfigureAwait(false);
        return location.IsNull ? null : HintMember.Parse(location).Id;
    }

    /// <summary>Claims an id for a room.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="isInRoom">Whether a room has the task.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The claim, to take back if the task cannot be written; null when the id is taken.</returns>
    internal async Task<RedisValue?> ClaimAsync(string taskId, string roomId, Func<string, Task<bool>> isInRoom, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await ReadAsync(taskId, cancellationToken).ConfigureAwait(false);
            if (!found.IsNull && await IsTakenAsync(HintMember.Parse(found)).ConfigureAwait(false)) return null;
            var claim = HintMember.Create(roomId, hints.CreateNonce());
            if (await LocatorScripts.ClaimAsync(redis, keySpace.TaskLocator(taskId), taskId, found, claim, cancellationToken).ConfigureAwait(false)) return claim;
        }

        async Task<bool> IsTakenAsync((string RoomId, string Nonce) other) =>
            other.RoomId != roomId && (!hints.IsOld(other.Nonce) || await isInRoom(other.RoomId).ConfigureAwait(false));
    }

    /// <summary>Takes a claim back.</summary>
    internal Task WithdrawAsync(string taskId, RedisValue claim, CancellationToken cancellationToken) =>
        LocatorScripts.RemoveAsync(redis, keySpace.TaskLocator(taskId), taskId, claim, cancellationToken);

    /// <summary>Removes the locator of a task that went with its room, if it points to that room.</summary>
    internal async Task RemoveAsync(string taskId, string roomId, CancellationToken cancellationToken)
    {
        var location = await ReadAsync(taskId, cancellationToken).ConfigureAwait(false);
        if (location.IsNull || HintMember.Parse(location).Id != roomId) return;
        await WithdrawAsync(taskId, location, cancellationToken).ConfigureAwait(false);
    }

    private Task<RedisValue> ReadAsync(string taskId, CancellationToken cancellationToken) =>
        redis.ReadAsync(database => database.HashGetAsync(keySpace.TaskLocator(taskId), taskId), cancellationToken);
}

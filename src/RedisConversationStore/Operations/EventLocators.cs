using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Where events are found by their id alone: hashes event id → room id, in slots of their own. A locator may point to a room that lacks the event, so readers look there.</summary>
/// <remarks>
/// <para>Locators travel beside the commit, in the same flush: one round trip, and the event is acknowledged only when both are in. They are written only where there is none, so that an event which turns out to be a duplicate leaves another room's locator alone, and a retry after a crash puts in what is missing.</para>
/// <para>What the reply then shows is rare and costs a second step: an id committed again in another room takes the locator over, and a duplicate whose own id is nowhere takes it back.</para>
/// </remarks>
internal sealed class EventLocators(RedisGateway redis, KeySpace keySpace, bool isEnabled)
{
    /// <summary>The locators of events that are being added, to travel beside the commit; null when locators are switched off.</summary>
    internal LocatorWrites? Put(string roomId, EncodedEvent[] events) => isEnabled ? new(keySpace, roomId, events) : null;

    /// <summary>Puts right what the outcome shows: an event that was committed must be found in its room, and one that was not must leave nothing behind.</summary>
    /// <param name="writes">What travelled beside the commit.</param>
    /// <param name="position">Which event of the call.</param>
    /// <param name="isCommitted">Whether the room has the event since now.</param>
    /// <param name="isInRoom">Whether the reply says that the room has it.</param>
    /// <param name="call">The call.</param>
    internal Task SettleAsync(LocatorWrites writes, int position, bool isCommitted, bool isInRoom, Call call)
    {
        if (isCommitted && !writes.WasAdded(position))
        {
            var eventId = writes.EventId(position);
            return redis.WriteAsync(database => database.HashSetAsync(keySpace.EventLocator(eventId), eventId, writes.RoomId), call);
        }

        return !isInRoom && writes.MayHaveAdded(position) ? RemoveUnlessInRoomAsync(writes.RoomId, [writes.EventId(position)], call) : Task.CompletedTask;
    }

    /// <summary>The room an event was written to last, as far as is known.</summary>
    internal async Task<string?> FindAsync(string eventId, Call call)
    {
        var key = keySpace.EventLocator(eventId);
        var location = await redis.ReadPreferredAsync((database, flags) => database.HashGetAsync(key, eventId, flags), call, key).ConfigureAwait(false);
        return location.IsNull ? null : StoredFormat.Id(location, key);
    }

    /// <summary>Removes the locators of deleted events, where they still point to the room. Two round trips.</summary>
    internal async Task RemoveAsync(string roomId, IReadOnlyList<string> eventIds, Call call)
    {
        var removals = new Task[eventIds.Count];
        for (var i = 0; i < removals.Length; i++)
        {
            removals[i] = LocatorScripts.RemoveAsync(redis, keySpace.EventLocator(eventIds[i]), eventIds[i], roomId, call);
        }

        await Task.WhenAll(removals).ConfigureAwait(false);

        // One that was added again meanwhile has lost what its writer put there.
        var (present, _) = await LookAsync(roomId, eventIds, call).ConfigureAwait(false);
        foreach (var eventId in present)
        {
            await redis.WriteAsync(database => database.HashSetAsync(keySpace.EventLocator(eventId), eventId, roomId, When.NotExists), call).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="RemoveAsync"/>, but not for ids that the room has: those of a call that was refused, or of a room created again under the same id.</summary>
    internal async Task RemoveUnlessInRoomAsync(string roomId, IReadOnlyList<string> eventIds, Call call)
    {
        var (_, missing) = await LookAsync(roomId, eventIds, call).ConfigureAwait(false);
        if (missing.Count > 0) await RemoveAsync(roomId, missing, call).ConfigureAwait(false);
    }

    private async Task<(List<string> Present, List<string> Missing)> LookAsync(string roomId, IReadOnlyList<string> eventIds, Call call)
    {
        var ids = new RedisValue[eventIds.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = eventIds[i];
        var found = await redis.ReadAsync((database, flags) => database.HashGetAsync(keySpace.Room(roomId).Ids, ids, flags: flags), call).ConfigureAwait(false);
        List<string> present = [], missing = [];
        for (var i = 0; i < ids.Length; i++) (found[i].IsNull ? missing : present).Add(eventIds[i]);
        return (present, missing);
    }
}

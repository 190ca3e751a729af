using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Where events are found by their id alone: hashes event id → <see cref="EventLocation"/>, in slots of their own. A locator may point to a room that lacks the event, so readers look there.</summary>
/// <remarks>
/// <para>Locators travel beside the commit, in the same flush: one round trip, and the event is acknowledged only when both are in. They are written only where there is none, so that an event which turns out to be a duplicate leaves another room's locator alone, and a retry after a crash puts in what is missing.</para>
/// <para>What the reply then shows is rare and costs a second step: an id committed again takes the locator over, and an event that was not committed leaves none. That second step does not end with the caller's token, and is taken on every way out (<see cref="Tidying"/>).</para>
/// <para>A writer that dies between locator and commit leaves a locator that names nothing: an audit removes it.</para>
/// </remarks>
internal sealed class EventLocators(RedisGateway redis, KeySpace keySpace, Tidying tidying, bool isEnabled)
{
    /// <summary>The locators of events that are being added, to travel beside the commit; null when locators are switched off.</summary>
    internal LocatorWrites? Put(string roomId, EncodedEvent[] events) => isEnabled ? new(keySpace, roomId, events) : null;

    /// <summary>Makes the locator of an event that was committed lead to it: the event is acknowledged only then.</summary>
    internal Task ConfirmAsync(LocatorWrites writes, int position, Call call) =>
        writes.WasAdded(position) ? Task.CompletedTask : tidying.RunReportedAsync(() => TakeOverAsync(writes, position, call.WithoutCancellation()), call.CancellationToken);

    /// <summary>Takes back what a call may have left of events that it did not commit (refused, duplicates, or without an answer): where the room lacks them nothing stays, where it has them the locator leads to what is stored. Goes on when the caller stops waiting.</summary>
    internal Task WithdrawAsync(LocatorWrites writes, Call call) => TidyAsync(() => RemoveUnlessInRoomAsync(writes), call);

    /// <summary>As <see cref="WithdrawAsync"/>, without waiting.</summary>
    internal void Withdraw(LocatorWrites writes) => tidying.Begin(() => RemoveUnlessInRoomAsync(writes));

    /// <summary>The room an event was written to last, as far as is known.</summary>
    internal async Task<string?> FindAsync(string eventId, Call call)
    {
        var key = keySpace.EventLocator(eventId);
        var location = await redis.ReadPreferredAsync((database, flags) => database.HashGetAsync(key, eventId, flags), call, key).ConfigureAwait(false);
        return location.IsNull ? null : EventLocation.RoomOf(location, key);
    }

    /// <summary>As <see cref="RemoveAsync"/>, for a caller that may stop waiting.</summary>
    internal Task RemoveDeletedAsync(string roomId, IReadOnlyList<(string Id, StoredEvent Stored)> deleted, Call call) =>
        TidyAsync(() => RemoveAsync(roomId, deleted, CancellationToken.None), call);

    /// <summary>Removes the locators of events whose deletion ended without an answer, where the room lacks them. Without waiting.</summary>
    internal void RemoveIfDeleted(string roomId, IReadOnlyList<(string Id, StoredEvent Stored)> perhapsDeleted) => tidying.Begin(async () =>
    {
        var gone = new List<(string Id, StoredEvent Stored)>();
        foreach (var part in perhapsDeleted)
        {
            if (!await IsInRoomAsync(roomId, part.Id, CancellationToken.None).ConfigureAwait(false)) gone.Add(part);
        }

        await RemoveAsync(roomId, gone, CancellationToken.None).ConfigureAwait(false);
    });

    /// <summary>Removes the locators of events that were deleted. One round trip.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="deleted">Ids and what was stored.</param>
    /// <param name="call">The call.</param>
    internal async Task RemoveAsync(string roomId, IReadOnlyList<(string Id, StoredEvent Stored)> deleted, Call call)
    {
        var removals = new Task<RedisValue>[deleted.Count];
        for (var i = 0; i < removals.Length; i++)
        {
            var (id, stored) = deleted[i];
            removals[i] = LocatorScripts.RemoveAsync(redis, keySpace.EventLocator(id), id, EventLocation.Create(roomId, stored.Bytes.Span), call);
        }

        var left = await Task.WhenAll(removals).ConfigureAwait(false);
        for (var i = 0; i < left.Length; i++)
        {
            if (!left[i].IsNull && EventLocation.IsFormer(left[i]) && left[i] == roomId) await RemoveFormerAsync(roomId, deleted[i].Id, call).ConfigureAwait(false);
        }
    }

    // The outcome is decided: a caller waits for what follows only as long as its call may take.
    private async Task TidyAsync(Func<Task> job, Call call)
    {
        try
        {
            await redis.WaitAsync(tidying.RunAsync(job), call, isWrite: false).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // The job goes on.
        }
    }

    // The id was used before: by an event that is gone, or in another room, from which it is taken over.
    private async Task TakeOverAsync(LocatorWrites writes, int position, Call call)
    {
        var (eventId, own) = (writes.EventId(position), writes.Location(position));
        var locators = keySpace.EventLocator(eventId);
        while (true)
        {
            var found = await redis.ReadAsync((database, flags) => database.HashGetAsync(locators, eventId, flags), call, locators).ConfigureAwait(false);
            if (found == own) return;

            // Deleted since, the event has no claim to the locator.
            if (!await IsInRoomAsync(writes.RoomId, eventId, call).ConfigureAwait(false)) return;
            if (await ClaimAsync(writes.RoomId, eventId, found, own, call).ConfigureAwait(false)) return;
        }
    }

    private async Task<bool> ClaimAsync(string roomId, string eventId, RedisValue expected, RedisValue own, Call call)
    {
        if (!await LocatorScripts.ClaimAsync(redis, keySpace.EventLocator(eventId), eventId, expected, own, call).ConfigureAwait(false)) return false;
        await RemoveUnlessInRoomAsync(roomId, eventId, own).ConfigureAwait(false);
        return true;
    }

    // A deletion between the look at the room and the claim removed the locator before it was there.
    private async Task RemoveUnlessInRoomAsync(string roomId, string eventId, RedisValue own)
    {
        if (await IsInRoomAsync(roomId, eventId, CancellationToken.None).ConfigureAwait(false)) return;
        await LocatorScripts.RemoveAsync(redis, keySpace.EventLocator(eventId), eventId, own, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task RemoveUnlessInRoomAsync(LocatorWrites writes)
    {
        var missing = new List<int>();
        for (var i = 0; i < writes.Count; i++)
        {
            if (writes.MayHaveAdded(i)) missing.Add(i);
        }

        foreach (var position in await MissingAsync(writes, missing).ConfigureAwait(false))
        {
            await LocatorScripts.RemoveAsync(redis, keySpace.EventLocator(writes.EventId(position)), writes.EventId(position), writes.Location(position), CancellationToken.None).ConfigureAwait(false);
        }

        // A commit whose reply was lost may have come late, or the event is another call's, whose deletion looks for its own locator.
        foreach (var position in missing.Except(await MissingAsync(writes, missing).ConfigureAwait(false))) await LeadToStoredAsync(writes, position).ConfigureAwait(false);
    }

    private async Task LeadToStoredAsync(LocatorWrites writes, int position)
    {
        var (eventId, written, keys) = (writes.EventId(position), writes.Location(position), keySpace.Room(writes.RoomId));
        var stored = await EventScripts.GetAsync(redis, keys, eventId, CancellationToken.None).ConfigureAwait(false);
        var own = stored.IsNull ? written : EventLocation.Create(writes.RoomId, StoredEvent.Parse(stored, keys.Events).Bytes.Span);
        if (own == written) await redis.WriteAsync(database => database.HashSetAsync(keySpace.EventLocator(eventId), eventId, own, When.NotExists), CancellationToken.None, keySpace.EventLocator(eventId)).ConfigureAwait(false);
        else await LocatorScripts.ClaimAsync(redis, keySpace.EventLocator(eventId), eventId, written, own, CancellationToken.None).ConfigureAwait(false);
        await RemoveUnlessInRoomAsync(writes.RoomId, eventId, own).ConfigureAwait(false);
    }

    private async Task<List<int>> MissingAsync(LocatorWrites writes, List<int> positions)
    {
        if (positions.Count == 0) return [];
        var ids = positions.ConvertAll(position => (RedisValue)writes.EventId(position)).ToArray();
        var found = await redis.ReadAsync((database, flags) => database.HashGetAsync(keySpace.Room(writes.RoomId).Ids, ids, flags), CancellationToken.None, keySpace.Room(writes.RoomId).Ids).ConfigureAwait(false);
        var missing = new List<int>();
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i].IsNull) missing.Add(positions[i]);
        }

        return missing;
    }

    // One of a version before 0.2 does not say which event it was written for: the room is asked before and after.
    private async Task RemoveFormerAsync(string roomId, string eventId, Call call)
    {
        if (await IsInRoomAsync(roomId, eventId, call).ConfigureAwait(false)) return;
        var locators = keySpace.EventLocator(eventId);
        await LocatorScripts.RemoveAsync(redis, locators, eventId, roomId, call).ConfigureAwait(false);
        if (await IsInRoomAsync(roomId, eventId, call).ConfigureAwait(false)) await LocatorScripts.ClaimAsync(redis, locators, eventId, RedisValue.Null, roomId, call).ConfigureAwait(false);
    }

    private Task<bool> IsInRoomAsync(string roomId, string eventId, Call call) =>
        redis.ReadAsync((database, flags) => database.HashExistsAsync(keySpace.Room(roomId).Ids, eventId, flags), call, keySpace.Room(roomId).Ids);
}

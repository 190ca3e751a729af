using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Where events are found by their id alone: hashes event id → room id, in slots of their own. A locator may point to a room that lacks the event, so readers look there; it is written no later than its event is acknowledged, and a retried add writes it again.</summary>
internal sealed class EventLocators(RedisGateway redis, KeySpace keySpace, bool isEnabled)
{
    /// <summary>Sends the locators of events that are being added.</summary>
    internal Task AddAsync(string roomId, EncodedEvent[] events, CancellationToken cancellationToken)
    {
        if (!isEnabled) return Task.CompletedTask;
        if (events.Length == 1) return AddAsync(roomId, events[0].Event.Id, cancellationToken);
        var sent = new Task[events.Length];
        for (var i = 0; i < sent.Length; i++) sent[i] = AddAsync(roomId, events[i].Event.Id, cancellationToken);
        return Task.WhenAll(sent);
    }

    /// <summary>The room an event was written to last, as far as is known.</summary>
    internal async Task<string?> FindAsync(string eventId, CancellationToken cancellationToken) =>
        await redis.ReadAsync(database => database.HashGetAsync(keySpace.EventLocator(eventId), eventId), cancellationToken).ConfigureAwait(false);

    /// <summary>Takes back the locators of duplicates whose own id is not in the room, without waiting: every webhook delivered twice would leave one behind otherwise.</summary>
    internal void RemoveUnused(string roomId, EncodedEvent[] events, AddEventsReply reply)
    {
        if (!isEnabled) return;
        for (var i = 0; i < events.Length; i++)
        {
            if (reply.Outcome(i) == AddedOutcome.DuplicateByKey) Forget(RemoveAsync(roomId, [events[i].Event.Id], CancellationToken.None));
        }
    }

    /// <summary>Removes the locators of deleted events, where they still point to the room.</summary>
    internal async Task RemoveAsync(string roomId, IReadOnlyList<string> eventIds, CancellationToken cancellationToken)
    {
        var removals = new Task[eventIds.Count];
        for (var i = 0; i < removals.Length; i++)
        {
            removals[i] = RecordScripts.RemoveLocatorsAsync(redis, keySpace.EventLocator(eventIds[i]), roomId, [eventIds[i]], cancellationToken);
        }

        await Task.WhenAll(removals).ConfigureAwait(false);
    }

    /// <summary>As <see cref="RemoveAsync"/>, but not for ids that a room created again under the same id has by now.</summary>
    internal async Task RemoveOfDeletedRoomAsync(string roomId, List<string> eventIds, CancellationToken cancellationToken)
    {
        var ids = new RedisValue[eventIds.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = eventIds[i];
        var present = await redis.ReadAsync(database => database.HashGetAsync(keySpace.Room(roomId).Ids, ids), cancellationToken).ConfigureAwait(false);
        var gone = new List<string>(eventIds.Count);
        for (var i = 0; i < ids.Length; i++)
        {
            if (present[i].IsNull) gone.Add(eventIds[i]);
        }

        await RemoveAsync(roomId, gone, cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> AddAsync(string roomId, string eventId, CancellationToken cancellationToken) =>
        redis.WriteAsync(database => database.HashSetAsync(keySpace.EventLocator(eventId), eventId, roomId), cancellationToken);

    // A locator left behind is garbage, not a wrong answer.
    private static void Forget(Task removal) =>
        removal.ContinueWith(static faulted => _ = faulted.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

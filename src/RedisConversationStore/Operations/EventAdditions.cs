using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Operations;

/// <summary>How events are added.</summary>
/// <param name="RefuseWhenClosed">Whether a closed room refuses new ones.</param>
/// <param name="TimeToLive">How long their idempotency keys live.</param>
internal readonly record struct AdditionTerms(bool RefuseWhenClosed, TimeSpan TimeToLive);

/// <summary>Adds events to a room: the script, the locators beside it, and what the reply means.</summary>
internal sealed class EventAdditions(RedisGateway redis, KeySpace keySpace, EventLocators locators)
{
    /// <summary>Adds an event. One round trip.</summary>
    /// <exception cref="ConversationStoreException">It was refused, or the server cannot be reached.</exception>
    internal async Task<AddEventResult> AddAsync(EncodedEvent item, AdditionTerms terms, Call call)
    {
        EncodedEvent[] items = [item];
        var roomId = item.Event.RoomId;
        var keys = keySpace.Room(roomId);
        var reply = await RunAsync(roomId, keys, items, terms, call).ConfigureAwait(false);
        ThrowIfRefused(reply, roomId, items);
        return ToResult(reply, 0, [], item.Event, keys);
    }

    /// <summary>Adds events, all of them or none. One round trip.</summary>
    /// <exception cref="ConversationStoreException">They were refused, or the server cannot be reached.</exception>
    internal async Task<AddEventResult[]> AddManyAsync(string roomId, EncodedEvent[] items, AdditionTerms terms, Call call)
    {
        var keys = keySpace.Room(roomId);
        var reply = await RunAsync(roomId, keys, items, terms, call).ConfigureAwait(false);
        ThrowIfRefused(reply, roomId, items);
        return ToResults(reply, keys, items);
    }

    /// <summary>Adds events, all of them or none. One round trip.</summary>
    /// <returns>Null when they were refused.</returns>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    internal async Task<AddEventResult[]?> TryAddManyAsync(string roomId, EncodedEvent[] items, AdditionTerms terms, Call call)
    {
        var keys = keySpace.Room(roomId);
        var reply = await RunAsync(roomId, keys, items, terms, call).ConfigureAwait(false);
        return reply.Status == AddEventsReply.Ok ? ToResults(reply, keys, items) : null;
    }

    private async Task<AddEventsReply> RunAsync(string roomId, RoomKeys keys, EncodedEvent[] items, AdditionTerms terms, Call call)
    {
        // The locators travel beside the commit, not before it: one round trip, and the call is
        // acknowledged only when both are in.
        var located = locators.Put(roomId, items);
        AddEventsReply reply;
        try
        {
            reply = new AddEventsReply(await AddEventsScript.RunAsync(redis, keys, items, terms.RefuseWhenClosed, terms.TimeToLive, located, call).ConfigureAwait(false));
        }
        catch (Exception) when (located is not null)
        {
            locators.Withdraw(located);
            throw;
        }

        if (located is not null) await SettleLocatorsAsync(located, reply, call).ConfigureAwait(false);
        return reply;
    }

    private Task SettleLocatorsAsync(LocatorWrites located, AddEventsReply reply, Call call)
    {
        if (reply.Status != AddEventsReply.Ok) return locators.WithdrawAsync(located, call);
        List<Task>? settling = null;
        var mayHaveLeft = false;
        for (var i = 0; i < located.Count; i++)
        {
            if (reply.Outcome(i) != AddedOutcome.Committed) mayHaveLeft |= located.MayHaveAdded(i);
            else if (locators.ConfirmAsync(located, i, call) is { IsCompletedSuccessfully: false } task) (settling ??= []).Add(task);
        }

        if (mayHaveLeft) (settling ??= []).Add(locators.WithdrawAsync(located, call));
        return settling is null ? Task.CompletedTask : RedisGateway.FinishAsync(Task.WhenAll(settling));
    }

    private static void ThrowIfRefused(AddEventsReply reply, string roomId, EncodedEvent[] items)
    {
        switch (reply.Status)
        {
            case AddEventsReply.RoomNotFound:
                throw new RecordNotFoundException(RecordKinds.Room, roomId);
            case AddEventsReply.RoomClosed:
                throw new RoomClosedException(roomId);
            case AddEventsReply.KeyClaimed:
                throw Conflicts.KeyClaimed(items[reply.Position].Event.IdempotencyKey!);
        }
    }

    private static AddEventResult[] ToResults(AddEventsReply reply, RoomKeys keys, EncodedEvent[] items)
    {
        var results = new AddEventResult[items.Length];
        for (var i = 0; i < results.Length; i++) results[i] = ToResult(reply, i, results, items[i].Event, keys);
        return results;
    }

    private static AddEventResult ToResult(AddEventsReply reply, int position, AddEventResult[] earlier, RoomEvent given, RoomKeys keys)
    {
        var index = reply.Index(position);
        if (reply.Outcome(position) == AddedOutcome.Committed) return new(AddEventOutcome.Committed, given with { Index = index });
        var stored = reply.Stored(position);
        if (!stored.IsEmpty) return new(AddEventOutcome.Duplicate, StoredEvent.Parse(stored, keys.Events).Decode(given.RoomId, keys.Events));
        for (var i = 0; i < position; i++)
        {
            if (earlier[i].Event.Index == index) return new(AddEventOutcome.Duplicate, earlier[i].Event);
        }

        throw new CorruptRecordException(keys.Events.ToString(), null, $"The event '{given.Id}' has the index {index}, where no event is.");
    }
}

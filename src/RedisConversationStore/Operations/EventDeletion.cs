using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Deletes events in two steps: one reads the event and its replies, so that the second can name their idempotency keys, as a script must. Replies go in chunks bounded in number and bytes and the root last, so a delete cut off in the middle can be repeated.</summary>
internal sealed class EventDeletion(RedisGateway redis, KeySpace keySpace, EventLocators locators)
{
    private const int RepliesPerChunk = 200;

    // A delete is refused when the thread changed since it was read. One that is refused again and again while
    // it reads the same is not disturbed by others: its parts contradict each other.
    private const int MostRefusals = 10;

    internal async Task<IReadOnlyList<string>> DeleteAsync(string roomId, string eventId, bool cascade, CancellationToken cancellationToken)
    {
        var keys = keySpace.Room(roomId);
        var deleted = new List<string>();
        List<(RoomEvent Event, StoredEvent Stored)>? before = null;
        var refusals = 0;
        try
        {
            while (true)
            {
                Call call = cancellationToken;
                var (thread, isCut) = await ReadThreadAsync(roomId, keys, eventId, cascade, call).ConfigureAwait(false);
                if (thread.Count == 0) break;

                refusals = before is not null && before.Select(static part => part.Event).SequenceEqual(thread.Select(static part => part.Event)) ? refusals + 1 : 0;
                if (refusals == MostRefusals) throw new CorruptRecordException(keys.Ids.ToString(), null, $"The ids, the events and the threads of the room contradict each other at the event '{eventId}'.");
                before = [.. thread];

                // There may be more replies: the root stays until they are gone.
                if (isCut || thread.Count > RepliesPerChunk) thread.RemoveAt(thread.Count - 1);
                var chunk = thread.ConvertAll(static part => (part.Event.Id, part.Stored));
                try
                {
                    if (!await EventScripts.DeleteAsync(redis, keys, eventId, cascade, thread.ConvertAll(static part => part.Event), call).ConfigureAwait(false)) continue;
                }
                catch (Exception)
                {
                    // It may have been sent, and take effect.
                    locators.RemoveIfDeleted(roomId, chunk);
                    throw;
                }

                foreach (var (id, _) in chunk) deleted.Add(id);
                await locators.RemoveDeletedAsync(roomId, chunk, call).ConfigureAwait(false);
                if (chunk[^1].Id == eventId) break;
            }
        }
        catch (StoreUnavailableException fault) when (deleted.Count > 0)
        {
            throw FaultTranslator.OnlyRestFailed(fault);
        }

        if (deleted.Remove(eventId)) deleted.Insert(0, eventId);
        return deleted;
    }

    /// <summary>The replies by index, then the root, and whether replies were left for their bytes; empty when the room has no such event.</summary>
    private async Task<(List<(RoomEvent Event, StoredEvent Stored)> Thread, bool IsCut)> ReadThreadAsync(string roomId, RoomKeys keys, string eventId, bool cascade, Call call)
    {
        var values = await EventScripts.ReadThreadAsync(redis, keys, eventId, cascade ? RepliesPerChunk : 0, call).ConfigureAwait(false);
        var events = new List<(RoomEvent Event, StoredEvent Stored)>(values.Length);
        for (var i = 2; i < values.Length; i++) events.Add(Decode(values[i]));
        if (values.Length > 1) events.Add(Decode(values[1]));
        return (events, values.Length > 0 && (long)values[0] == 1);

        (RoomEvent Event, StoredEvent Stored) Decode(RedisValue value)
        {
            var stored = StoredEvent.Parse(value, keys.Events);
            return (stored.Decode(roomId, keys.Events), stored);
        }
    }
}

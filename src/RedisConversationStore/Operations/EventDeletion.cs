using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Deletes events in two steps: one reads the event and its replies, so that the second can name their idempotency keys, as a script must. Replies go in bounded chunks and the root last, so a delete cut off in the middle can be repeated.</summary>
internal sealed class EventDeletion(RedisGateway redis, KeySpace keySpace, EventLocators locators)
{
    private const int RepliesPerChunk = 200;

    internal async Task<IReadOnlyList<string>> DeleteAsync(string roomId, string eventId, bool cascade, CancellationToken cancellationToken)
    {
        var keys = keySpace.Room(roomId);
        var deleted = new List<string>();
        try
        {
            while (true)
            {
                var thread = await ReadThreadAsync(roomId, keys, eventId, cascade, cancellationToken).ConfigureAwait(false);
                if (thread.Count == 0) break;

                // There may be more replies: the root stays until they are gone.
                if (thread.Count > RepliesPerChunk) thread.RemoveAt(RepliesPerChunk);
                if (!await EventScripts.DeleteAsync(redis, keys, eventId, cascade, thread, cancellationToken).ConfigureAwait(false)) continue;
                var chunk = thread.ConvertAll(static roomEvent => roomEvent.Id);
                deleted.AddRange(chunk);
                await locators.RemoveAsync(roomId, chunk, cancellationToken).ConfigureAwait(false);
                if (chunk[^1] == eventId) break;
            }
        }
        catch (StoreUnavailableException fault) when (deleted.Count > 0)
        {
            throw FaultTranslator.OnlyRestFailed(fault);
        }

        if (deleted.Remove(eventId)) deleted.Insert(0, eventId);
        return deleted;
    }

    /// <summary>The replies by index, then the root; empty when the room has no such event.</summary>
    private async Task<List<RoomEvent>> ReadThreadAsync(string roomId, RoomKeys keys, string eventId, bool cascade, CancellationToken cancellationToken)
    {
        var values = await EventScripts.ReadThreadAsync(redis, keys, eventId, cascade ? RepliesPerChunk : 0, cancellationToken).ConfigureAwait(false);
        var events = new List<RoomEvent>(values.Length);
        for (var i = 1; i < values.Length; i++) events.Add(Decode(values[i]));
        if (values.Length > 0) events.Add(Decode(values[0]));
        return events;

        RoomEvent Decode(RedisValue value) => EventCodec.Decode(value, roomId, index: 0, keys.Events);
    }
}

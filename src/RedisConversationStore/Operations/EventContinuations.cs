using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Operations;

/// <summary>Reads on behind cursors. Only the primary may be asked: a replica that lags behind looks like one that lost events.</summary>
internal sealed class EventContinuations(RedisGateway redis, KeySpace keySpace)
{
    internal async Task<EventContinuation?> ContinueAsync(string roomId, EventCursor? cursor, int limit, Call call)
    {
        var keys = keySpace.Room(roomId);
        var (status, epoch, events) = await ContinueScript.RunAsync(redis, keys, cursor, limit, call).ConfigureAwait(false);
        if (status == ContinueScript.ContinueStatus.RoomNotFound) return null;
        if (!EventCursor.IsEpoch(epoch)) throw new CorruptRecordException(keys.Room.ToString(), null, "Its epoch is damaged.");
        return status switch
        {
            ContinueScript.ContinueStatus.Ok => EventContinuation.Behind(cursor, epoch, Array.ConvertAll(events, stored => stored.Decode(roomId, keys.Events))),
            ContinueScript.ContinueStatus.RoomRecreated => EventContinuation.Anew(CursorStatus.RoomRecreated, epoch),
            _ => EventContinuation.Anew(CursorStatus.EventsLost, epoch),
        };
    }
}

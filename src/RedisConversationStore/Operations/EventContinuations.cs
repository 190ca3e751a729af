using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Operations;

/// <summary>Reads on behind cursors. Only the primary may be asked: a replica that lags behind looks like one that lost events.</summary>
internal sealed class EventContinuations(RedisGateway redis, KeySpace keySpace, EventSteps steps)
{
    internal async Task<EventContinuation?> ContinueAsync(string roomId, EventCursor? cursor, int limit, Call call)
    {
        var keys = keySpace.Room(roomId);
        while (true)
        {
            var (status, epoch, page) = await ContinueScript.RunAsync(redis, keys, cursor, limit, steps.FirstRead(roomId), call).ConfigureAwait(false);
            if (status == ContinueScript.ContinueStatus.RoomNotFound) return null;
            if (!EventCursor.IsEpoch(epoch)) throw new CorruptRecordException(keys.Room.ToString(), null, "Its epoch is damaged.");
            if (status != ContinueScript.ContinueStatus.Ok) return Anew(status, epoch);

            var isDescending = cursor is null;
            var list = new SteppedPage(roomId, keys.Events, isDescending ? long.MaxValue : cursor!.Index, isDescending, steps);
            list.Add(page.AsSpan(1));
            var left = (long)page[0];
            if (left == 0) return EventContinuation.Behind(cursor, epoch, list.Ascending());

            await list.ReadRestAsync(left, (commands, step) => redis.ReadAsync(commands, step, keys.Events), call).ConfigureAwait(false);

            // The steps in between did not look whether the room is still the one that was read first.
            var last = list.Last!;
            (status, _, _) = await ContinueScript.RunAsync(redis, keys, EventCursor.After(epoch, last.Index!.Value, last.Id), limit: 0, firstRead: 1, call).ConfigureAwait(false);
            if (status == ContinueScript.ContinueStatus.Ok) return EventContinuation.Behind(cursor, epoch, list.Ascending());
        }
    }

    private static EventContinuation Anew(ContinueScript.ContinueStatus status, string epoch) =>
        EventContinuation.Anew(status == ContinueScript.ContinueStatus.RoomRecreated ? CursorStatus.RoomRecreated : CursorStatus.EventsLost, epoch);
}

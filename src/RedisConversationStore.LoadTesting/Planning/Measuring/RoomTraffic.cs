namespace Conversations.LoadTesting.Planning;

/// <summary>Commits, reads and removals in rooms that are filled, room after room; for any number of callers.</summary>
internal sealed class RoomTraffic
{
    private readonly RoomFiller filler;
    private readonly int pageSize;
    private readonly long[] committed;
    private readonly long[] removed;
    private long turn;

    /// <param name="filler">Whoever filled the rooms.</param>
    /// <param name="pageSize">How many events a read brings.</param>
    internal RoomTraffic(RoomFiller filler, int pageSize)
    {
        this.filler = filler;
        this.pageSize = pageSize;
        committed = [.. filler.EventCounts];
        removed = new long[committed.Length];
    }

    /// <summary>Does one operation.</summary>
    /// <returns>False when there is nothing left to remove.</returns>
    internal async Task<bool> RunAsync(string operation, CancellationToken cancellationToken)
    {
        var room = (int)(Interlocked.Increment(ref turn) % committed.Length);
        switch (operation)
        {
            case OperationMix.Commit:
                var number = Interlocked.Increment(ref committed[room]) - 1;
                await filler.Store.Events.AddAsync(filler.Event(room, number), cancellationToken: cancellationToken).ConfigureAwait(false);
                return true;
            case OperationMix.Read:
                await filler.Store.Events.ConversationAsync(filler.RoomId(room), pageSize, cancellationToken: cancellationToken).ConfigureAwait(false);
                return true;
            default:
                return await RemoveOldestAsync(room, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> RemoveOldestAsync(int room, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref removed[room]) - 1;
        if (number >= Interlocked.Read(ref committed[room])) return false;
        await filler.Store.Events.DeleteAsync(filler.RoomId(room), EventTemplates.EventId(room, number), cascade: false, cancellationToken).ConfigureAwait(false);
        return true;
    }
}

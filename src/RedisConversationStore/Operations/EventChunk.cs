using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Events that one step read.</summary>
/// <param name="Events">The events, in the order asked for.</param>
/// <param name="IsLast">Whether there are no more behind them.</param>
internal readonly record struct EventChunk(StoredEvent[] Events, bool IsLast)
{
    /// <summary>The bytes of the largest; 0 for none.</summary>
    internal int Largest
    {
        get
        {
            var largest = 0;
            foreach (var stored in Events) largest = Math.Max(largest, stored.Bytes.Length);
            return largest;
        }
    }

    /// <summary>What a script read that says first how many events it left for their bytes.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="limit">How many events were asked for.</param>
    /// <param name="edge">The index to begin behind; null for the end.</param>
    /// <param name="isDescending">Whether the last events before the edge were asked for.</param>
    /// <param name="events">The room's events.</param>
    /// <exception cref="CorruptRecordException">An event is damaged, or not behind the one before it.</exception>
    internal static EventChunk OfReply(RedisValue[] reply, int limit, long? edge, bool isDescending, RedisKey events) =>
        new(StoredEvent.ParsePage(reply.AsSpan(1), edge ?? (isDescending ? long.MaxValue : -1), isDescending, events), (long)reply[0] == 0 && reply.Length - 1 < limit);
}

using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Reads a sorted set page by page by (score, member), so that entries added or removed between two pages never hide another entry.</summary>
/// <remarks>
/// <para>A page starts at the score of the entry read last, because a server takes no member as the start of a range of scores. Entries of that score that were passed are skipped by their number. They may be fewer by now, so the page asks for the last of them too: if the page does not begin with a passed entry, it may begin after a gap and is read again from an earlier place.</para>
/// <para>Cost: 1 round trip per page. More only when passed entries of that score were removed, or when the walk begins at a position among more entries of one score than fit into a page: then O(log n) in those. The server passes over the entries of one score one by one, so a page among n entries of one score takes it O(n): 1.7 ms at 99,000 (<c>limits --only longest_step</c>).</para>
/// </remarks>
/// <param name="redis">The server.</param>
/// <param name="key">The sorted set.</param>
/// <param name="order">Ascending or descending, by score and then by the bytes of the member.</param>
/// <param name="after">Where to begin; null for the start.</param>
/// <param name="call">The call.</param>
internal sealed class SortedSetPages(RedisGateway redis, RedisKey key, Order order, SortedSetPosition? after, Call call)
{
    private SortedSetPosition? last = after;

    // How many entries of the last score were passed, as far as known.
    private long passed;

    /// <summary>Whether the last page reached the end.</summary>
    internal bool IsAtEnd { get; private set; }

    /// <summary>The next entries, at least one before the end. Fewer than asked for do not mean that the end was reached.</summary>
    internal async Task<ReadOnlyMemory<SortedSetEntry>> NextAsync(long count)
    {
        if (last is not { } position) return Advance(await ReadAsync(first: null, 0, count).ConfigureAwait(false), 0, 0, count);

        // One more than asked for: the entry read last, which shows that nothing is missing between.
        var wanted = count + 1;
        var (offset, low, high, step) = (Math.Max(passed - 1, 0), 0L, long.MaxValue, count);
        while (true)
        {
            var entries = await ReadAsync(position.Score, offset, wanted).ConfigureAwait(false);
            if (offset > 0 && (entries.Length == 0 || !position.IsAtOrAfter(entries[0], order)))
            {
                high = offset;
                if (offset == low) low = 0;
                offset = low + ((offset - low) / 2);
                continue;
            }

            var next = 0;
            while (next < entries.Length && position.IsAtOrAfter(entries[next], order)) next++;
            if (next < entries.Length || entries.Length < wanted) return Advance(entries, next, offset, wanted);

            // All were passed: look for the last of them, further away each time.
            low = offset + entries.Length - 1;
            if (high <= low) high = long.MaxValue;
            step *= 2;
            offset = low + Math.Min(step, (high - low) / 2);
        }
    }

    private Task<SortedSetEntry[]> ReadAsync(double? first, long offset, long count)
    {
        var (start, stop) = order == Order.Ascending ? (first ?? double.NegativeInfinity, double.PositiveInfinity) : (double.NegativeInfinity, first ?? double.PositiveInfinity);
        return redis.ReadAsync((database, flags) => database.SortedSetRangeByScoreWithScoresAsync(key, start, stop, Exclude.None, order, offset, count, flags), call, key);
    }

    private ReadOnlyMemory<SortedSetEntry> Advance(SortedSetEntry[] entries, int next, long offset, long wanted)
    {
        IsAtEnd = entries.Length < wanted;
        if (next < entries.Length)
        {
            var score = entries[^1].Score;
            var ties = 1;
            while (ties < entries.Length && entries[^(ties + 1)].Score == score) ties++;
            passed = ties == entries.Length ? offset + ties : ties;
            last = new(score, entries[^1].Element);
        }

        return entries.AsMemory(next);
    }
}

/// <summary>A place in a sorted set; there need not be an entry.</summary>
/// <param name="Score">The score.</param>
/// <param name="Member">The member.</param>
internal readonly record struct SortedSetPosition(double Score, RedisValue Member)
{
    /// <summary>Whether a walk that came to this position has passed an entry, whose score is the position's or follows it.</summary>
    internal bool IsAtOrAfter(SortedSetEntry entry, Order order)
    {
        if (entry.Score != Score) return false;
        var comparison = ((ReadOnlyMemory<byte>)entry.Element).Span.SequenceCompareTo(((ReadOnlyMemory<byte>)Member).Span);
        return order == Order.Ascending ? comparison <= 0 : comparison >= 0;
    }
}

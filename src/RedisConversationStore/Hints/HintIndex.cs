using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>
/// Indices that cross rooms ("hints") and the one protocol that keeps them right.
/// </summary>
/// <remarks>
/// <para>Truth lives in a room's hash slot. An index over rooms lives in another slot and cannot change in the same step, so it may name too much and must never name too little:</para>
/// <list type="number">
/// <item>A writer adds its entries first, then changes the truth, which keeps the entries' nonce.</item>
/// <item>What becomes obsolete is removed after the truth has changed.</item>
/// <item>A reader takes an entry for a candidate only. It reads the truth and drops what does not hold; an entry whose nonce the truth does not carry is stale.</item>
/// </list>
/// <para>Every write adds a member of its own (<see cref="HintMember"/>), so removing one entry never removes the one of a concurrent writer.</para>
/// <para>To a reader an entry whose truth is still on its way looks like one whose writer crashed. So readers remove stale entries only when they are older than <see cref="Grace"/>, and a writer that took half as long adds its entries once more after the truth.</para>
/// <para>Crash cases. Between entries and truth: the entries name nothing; readers drop them, and remove them later. Between truth and removal: old and new entries name one room; readers drop the old ones. While a room is deleted: its entries name a room that is gone. What is left to an audit is a writer stopped for longer than <see cref="Grace"/> between its two steps that then dies right after the second.</para>
/// </remarks>
internal sealed class HintIndex(RedisGateway redis, TimeProvider time)
{
    /// <summary>How old a stale entry must be before a reader removes it: far longer than any write may take.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>A nonce for the entries of one write.</summary>
    internal string CreateNonce() => Nonce.Create(time.GetUtcNow());

    /// <summary>Adds entries before the truth. One round trip.</summary>
    internal Task AddAsync(List<HintEntry> entries, Call call) =>
        redis.WriteAsync(
            database =>
            {
                var writes = new Task<bool>[entries.Count];
                for (var i = 0; i < writes.Length; i++) writes[i] = database.SortedSetAddAsync(entries[i].Key, entries[i].Member, entries[i].Score);
                return Task.WhenAll(writes);
            },
            call);

    /// <summary>Removes obsolete entries after the truth. One round trip.</summary>
    internal Task RemoveAsync(List<HintEntry> entries, Call call) =>
        redis.WriteAsync(
            database =>
            {
                var removals = new Task<bool>[entries.Count];
                for (var i = 0; i < removals.Length; i++) removals[i] = database.SortedSetRemoveAsync(entries[i].Key, entries[i].Member);
                return Task.WhenAll(removals);
            },
            call);

    /// <summary>Changes the truth between adding entries and making sure of them. Two round trips.</summary>
    /// <param name="entries">What names the new truth.</param>
    /// <param name="changeTruth">Changes the truth; says whether the entries are in it now.</param>
    /// <param name="call">The call.</param>
    /// <returns>What <paramref name="changeTruth"/> returned.</returns>
    internal async Task<T> WriteAsync<T>(List<HintEntry> entries, Func<Task<(bool Holds, T Result)>> changeTruth, Call call)
    {
        var begun = time.GetTimestamp();
        await AddAsync(entries, call).ConfigureAwait(false);
        bool holds;
        T result;
        try
        {
            (holds, result) = await changeTruth().ConfigureAwait(false);
        }
        catch (ConversationStoreException refused) when (refused is not (StoreUnavailableException or CorruptRecordException))
        {
            // The server said no, so the truth certainly does not carry these entries. What was answered
            // with damage may carry them.
            Remove(entries);
            throw;
        }

        if (!holds) Remove(entries);
        else if (time.GetElapsedTime(begun) > Grace / 2) await RedisGateway.FinishAsync(AddAsync(entries, call)).ConfigureAwait(false);
        return result;
    }

    /// <summary>As <see cref="RemoveAsync"/>, without waiting: what fails is cleaned by a reader.</summary>
    internal void Remove(List<HintEntry> entries)
    {
        foreach (var entry in entries) Remove(entry.Key, entry.Member);
    }

    /// <summary>Removes one stale entry found by a reader, if no writer can still be on its way.</summary>
    internal void RemoveStale(RedisKey key, RedisValue member)
    {
        if (!IsOld(HintMember.Parse(member).Nonce)) return;
        Remove(key, member);
        redis.Telemetry.RemovedStaleHint();
        redis.Log.StaleHintRemoved();
    }

    /// <summary>Whether the write that made a nonce is certainly over, done or crashed.</summary>
    internal bool IsOld(string nonce) => time.GetUtcNow() - Nonce.TimeOf(nonce) > Grace;

    private void Remove(RedisKey key, RedisValue member) =>
        redis.Forget(database => database.SortedSetRemoveAsync(key, member, CommandFlags.FireAndForget));
}

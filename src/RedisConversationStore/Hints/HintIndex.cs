using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>Secondary indexes ("hints"): entries that lead to rooms and identities from other slots, and the one protocol that keeps them right. The writer's part.</summary>
/// <remarks>
/// <para>Truth lives in its owner's hash slot. An entry lies in another slot and cannot change in the same step, so it may name too much and must never name too little:</para>
/// <list type="number">
/// <item>A writer notes its nonce and entries as under way (<c>lua/hints/begin_write.lua</c>), in the owner's slot.</item>
/// <item>It adds the entries. Each write adds members of its own (<see cref="HintMember"/>).</item>
/// <item>The script that changes the truth requires the note, and removes it. What the truth carried before is noted as to be removed in the same step.</item>
/// <item>What is to be removed is removed from the indexes, then from the notes.</item>
/// <item>A reader takes an entry for a candidate only, and reads the truth. An entry whose nonce the truth does not carry is dropped if the notes do not carry it either, asked in this order (<see cref="HintCleaner"/>): then no writer can bring it to life any more.</item>
/// </list>
/// <para>No client's clock decides anything. A note that is older than <see cref="Life"/> by its server's clock is taken for dead by whoever meets it: its writer, if it only was slow, is refused and begins again. The notes are also what an interrupted write or deletion is finished by. docs/indexes.md has the crash cases, and a model test goes through all interleavings.</para>
/// </remarks>
internal sealed class HintIndex
{
    /// <summary>For how long a write is not taken for dead: longer than any call may take.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private readonly RedisGateway redis;

    internal HintIndex(RedisGateway redis, KeySpace keySpace)
    {
        this.redis = redis;
        Truth = new(redis, keySpace);
        Cleaner = new(redis, keySpace, Truth, Tidying);
    }

    internal Tidying Tidying { get; } = new();

    internal HintTruth Truth { get; }

    /// <summary>The reader's part.</summary>
    internal HintCleaner Cleaner { get; }

    /// <summary>Notes that a write is under way. One round trip.</summary>
    /// <param name="owner">Whose truth it changes.</param>
    /// <param name="nonce">The nonce of the write.</param>
    /// <param name="entries">Its entries, see <see cref="IntentEntries"/>.</param>
    /// <param name="call">The call.</param>
    internal async Task BeginAsync(IndexOwner owner, string nonce, string entries, Call call)
    {
        if (await HintScripts.BeginWriteAsync(redis, owner, nonce, Life, entries, call).ConfigureAwait(false) > 1) Cleaner.Sweep(owner);
    }

    /// <summary>Adds entries before the truth. One round trip.</summary>
    internal Task AddAsync(List<HintEntry> entries, Call call) =>
        redis.WriteAsync(
            database =>
            {
                var writes = new Task<bool>[entries.Count];
                for (var i = 0; i < writes.Length; i++) writes[i] = database.SortedSetAddAsync(entries[i].Key, entries[i].Member, entries[i].Score);
                return Task.WhenAll(writes);
            },
            call,
            new(entries.Keys));

    /// <summary>Notes a write, adds its entries, and changes the truth; again under another nonce if others took the write for dead meanwhile. Three round trips.</summary>
    /// <param name="owner">Whose truth is changed.</param>
    /// <param name="entriesOf">The entries under a nonce.</param>
    /// <param name="commit">Changes the truth.</param>
    /// <param name="call">The call.</param>
    internal async Task<T> WriteAsync<T>(IndexOwner owner, Func<string, List<HintEntry>> entriesOf, Func<string, Task<(WriteEnd End, T Result)>> commit, Call call)
    {
        while (true)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var nonce = Nonce.Create();
            var entries = entriesOf(nonce);
            WriteEnd? end = null;
            try
            {
                await BeginAsync(owner, nonce, IntentEntries.Format(entries), call).ConfigureAwait(false);
                await AddAsync(entries, call).ConfigureAwait(false);
                (end, var result) = await commit(nonce).ConfigureAwait(false);
                if (end != WriteEnd.NotNoted) return result;
            }
            finally
            {
                if (end is null) Cleaner.Withdraw(owner, nonce);
                else if (end != WriteEnd.Done) Cleaner.Refused(owner, nonce, entries);
            }
        }
    }
}

/// <summary>How a write with index entries ended.</summary>
internal enum WriteEnd
{
    /// <summary>The truth carries the entries.</summary>
    Done,

    /// <summary>The truth was not changed, and the answer says why.</summary>
    Refused,

    /// <summary>Others took the write for dead. It begins again.</summary>
    NotNoted,
}

using System.Collections.Concurrent;
using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>Removes index entries that name nothing any more, and finishes what was interrupted: the reader's part of the protocol of <see cref="HintIndex"/>. All of it away from the caller (<see cref="Tidying"/>), and safe beside writers and other cleaners.</summary>
internal sealed class HintCleaner(RedisGateway redis, KeySpace keySpace, HintTruth truth, Tidying tidying)
{
    /// <summary>How long an entry of a version that did not note its writes must be suspected, by the server's clock, before it goes.</summary>
    internal static readonly TimeSpan FormerPatience = TimeSpan.FromMinutes(10);

    private const int WritesPerRead = 100;

    private readonly ConcurrentDictionary<char, Func<string, RedisValue, List<HintEntry>?>> kinds = new();

    /// <summary>Finishes the deletions of a room that were interrupted.</summary>
    internal Func<string, CancellationToken, Task> FinishDeletionsAsync { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Says how the entries of removed records of a kind are found, by the owner's id and the record.</summary>
    internal void Register(char kind, Func<string, RedisValue, List<HintEntry>?> entriesOf) => kinds[kind] = entriesOf;

    /// <summary>Ends a write that was refused: the truth certainly does not carry its entries.</summary>
    internal void Refused(IndexOwner owner, string nonce, List<HintEntry> entries) => tidying.Begin(() => RemoveAsync(owner, nonce, entries, CancellationToken.None));

    /// <summary>Ends a write whose outcome is not known: its entries go unless it has changed the truth.</summary>
    internal void Withdraw(IndexOwner owner, string nonce) => tidying.Begin(() => WithdrawAsync(owner, nonce, CancellationToken.None));

    /// <summary>As <see cref="Withdraw"/>.</summary>
    internal async Task WithdrawAsync(IndexOwner owner, string nonce, Call call)
    {
        await HintScripts.WithdrawWriteAsync(redis, owner, nonce, call).ConfigureAwait(false);
        await SweepAsync(owner, deletions: false, call).ConfigureAwait(false);
    }

    /// <summary>Removes what an owner's notes say is to be removed.</summary>
    internal void Sweep(IndexOwner owner) => tidying.Begin(() => SweepAsync(owner, deletions: false, CancellationToken.None), owner.Intents.ToString());

    /// <summary>Removes what the truth carried before a write that replaced it.</summary>
    internal void RemoveReplaced(IndexOwner owner, string nonce, List<HintEntry> entries) => tidying.Begin(() => RemoveAsync(owner, nonce, entries, CancellationToken.None));

    /// <summary>Drops an entry that the truth did not carry, unless a write that can bring it to life is under way.</summary>
    /// <param name="index">An index over rooms, or the links of an address.</param>
    /// <param name="member">The entry.</param>
    internal void Suspect(RedisKey index, RedisValue member) => tidying.Begin(() => RemoveIfDeadAsync(index, member, isForced: false, CancellationToken.None), (index.ToString(), member.ToString()));

    /// <summary>As <see cref="Suspect"/>.</summary>
    /// <param name="index">The index.</param>
    /// <param name="member">The entry.</param>
    /// <param name="isForced">Whether the entry goes though a write may be under way.</param>
    /// <param name="call">The call.</param>
    internal async Task RemoveIfDeadAsync(RedisKey index, RedisValue member, bool isForced, Call call)
    {
        if (!keySpace.TryParse(index, out var stored)) return;
        var (id, nonce) = HintMember.Parse(member);
        var isLink = stored.Kind == KeyKind.Address;
        var owner = isLink ? IndexOwner.Identity(id, keySpace) : IndexOwner.Room(id, keySpace.Room(id));
        if (isForced) await HintScripts.WithdrawWriteAsync(redis, owner, nonce, call).ConfigureAwait(false);
        var patience = isForced || !Nonce.IsFormer(nonce) ? TimeSpan.Zero : FormerPatience;
        var (status, entries) = await HintScripts.JudgeAsync(redis, owner, nonce, patience, call).ConfigureAwait(false);
        switch (status)
        {
            case HintScripts.JudgeStatus.Over when isLink ? await truth.ListsAsync(id, stored.ChannelType!, stored.Id!, call).ConfigureAwait(false) : await truth.ScoreAsync(stored, index.ToString(), id, nonce, call).ConfigureAwait(false) is not null:
                return;
            case HintScripts.JudgeStatus.Over:
                // What a deletion left that was interrupted first, or nothing would lead to it.
                if (stored.Kind == KeyKind.RoomIndex) await FinishDeletionsAsync(id, call.CancellationToken).ConfigureAwait(false);
                await RemoveEntryAsync(index, member, call).ConfigureAwait(false);
                return;
            case HintScripts.JudgeStatus.ToRemove:
                if (!isLink) await FinishDeletionsAsync(id, call.CancellationToken).ConfigureAwait(false);
                await RemoveAsync(owner, nonce, entries, call).ConfigureAwait(false);
                await RemoveEntryAsync(index, member, call).ConfigureAwait(false);
                return;
        }
    }

    /// <summary>Removes what an owner's notes say is to be removed, and what writers left that are dead by the server's clock.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="deletions">Whether entries of deletions go that may be under way.</param>
    /// <param name="call">The call.</param>
    internal async Task SweepAsync(IndexOwner owner, bool deletions, Call call)
    {
        while (true)
        {
            var dead = await HintScripts.TakeDeadAsync(redis, owner, deletions, WritesPerRead, call).ConfigureAwait(false);
            foreach (var (nonce, entries) in dead) await RemoveAsync(owner, nonce, entries, call).ConfigureAwait(false);
            if (dead.Length < WritesPerRead) return;
        }
    }

    /// <summary>Removes entries, and then the note that says so.</summary>
    internal async Task RemoveAsync(IndexOwner owner, string nonce, List<HintEntry> entries, Call call)
    {
        await RemoveAsync(entries, call).ConfigureAwait(false);
        await ForgetAsync(owner, nonce, call).ConfigureAwait(false);
    }

    private async Task RemoveAsync(IndexOwner owner, string nonce, RedisValue entries, Call call)
    {
        var text = (byte[]?)entries is { Length: > 0 } bytes ? bytes : [(byte)IntentEntries.Keys];
        if (text[0] != IntentEntries.Keys)
        {
            // An undecodable record leaves entries that name nothing: readers drop them one by one.
            if (kinds.TryGetValue((char)text[0], out var entriesOf) && entriesOf(owner.Id, text[1..]) is { } known) await RemoveAsync(known, call).ConfigureAwait(false);
            await ForgetAsync(owner, nonce, call).ConfigureAwait(false);
            return;
        }

        var member = HintMember.Create(owner.Id, nonce);
        foreach (var (key, field) in IntentEntries.Parse(StoredFormat.Text(text)))
        {
            if (field is null) await redis.WriteAsync(database => database.SortedSetRemoveAsync(key, member), call, key).ConfigureAwait(false);
            else await RemoveClaimAsync(owner, key, field, member, call).ConfigureAwait(false);
        }

        await ForgetAsync(owner, nonce, call).ConfigureAwait(false);
    }

    // The claim of a task that is in the room leads to it, whichever write made it.
    private async Task RemoveClaimAsync(IndexOwner owner, RedisKey locators, string taskId, RedisValue claim, Call call)
    {
        if (await redis.ReadAsync((database, flags) => database.HashExistsAsync(keySpace.Room(owner.Id).Tasks, taskId, flags), call, keySpace.Room(owner.Id).Tasks).ConfigureAwait(false)) return;
        await LocatorScripts.RemoveAsync(redis, locators, taskId, claim, call).ConfigureAwait(false);
    }

    private async Task RemoveEntryAsync(RedisKey index, RedisValue member, Call call)
    {
        if (!await redis.WriteAsync(database => database.SortedSetRemoveAsync(index, member), call, index).ConfigureAwait(false)) return;
        redis.Telemetry.RemovedStaleHint();
        redis.Log.StaleHintRemoved();
    }

    /// <summary>Removes entries. One round trip.</summary>
    internal Task RemoveAsync(List<HintEntry> entries, Call call) =>
        redis.WriteAsync(
            database =>
            {
                var removals = new Task<bool>[entries.Count];
                for (var i = 0; i < removals.Length; i++) removals[i] = database.SortedSetRemoveAsync(entries[i].Key, entries[i].Member);
                return Task.WhenAll(removals);
            },
            call,
            new(entries.Keys));

    private Task<bool> ForgetAsync(IndexOwner owner, string nonce, Call call) =>
        redis.WriteAsync(database => database.HashDeleteAsync(owner.Intents, nonce), call, owner.Intents);
}

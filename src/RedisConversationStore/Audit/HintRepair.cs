using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>How an audit adds and removes index entries: by the protocol of <see cref="HintIndex"/>, beside running writers.</summary>
/// <remarks>An entry whose truth went while it was added is removed again, as its writer would have done.</remarks>
internal sealed class HintRepair(AuditContext context)
{
    /// <summary>Reports an entry that the truth carries and the index has not, or has elsewhere.</summary>
    internal async Task LookAsync(Suspicions found, string roomId, HintEntry entry, CancellationToken cancellationToken)
    {
        var score = await context.ScoreAsync(entry.Key, entry.Member, cancellationToken).ConfigureAwait(false);
        if (score == entry.Score) return;
        var nonce = HintMember.Parse(entry.Member).Nonce;
        if (score is null) found.Add(AuditCodes.HintMissing, entry.Key, roomId, $"The room '{roomId}' is not listed here, though it says so (entry {nonce}).", $"{roomId} {nonce}", repair: AddAsync);
        else found.Add(AuditCodes.HintScore, entry.Key, roomId, $"The room '{roomId}' is listed at {score:F0} instead of {entry.Score} (entry {nonce}).", $"{roomId} {nonce}", repair: AddAsync);

        Task AddAsync(CancellationToken token) => AddEntryAsync(entry, roomId, nonce, token);
    }

    /// <summary>Whether the owner notes the write of an entry: it is under way, or its entries are still to be removed.</summary>
    internal Task<bool> IsNotedAsync(IndexOwner owner, string nonce, CancellationToken cancellationToken) =>
        nonce.Length == 0 ? Task.FromResult(false) : context.HasFieldAsync(owner.Intents, nonce, cancellationToken);

    /// <summary>What an entry without truth is: left over, or perhaps of a write under way.</summary>
    internal async Task<AuditSeverity> SeverityAsync(IndexOwner owner, string nonce, CancellationToken cancellationToken) =>
        await IsNotedAsync(owner, nonce, cancellationToken).ConfigureAwait(false) ? AuditSeverity.Information : AuditSeverity.Warning;

    /// <summary>Removes an entry without truth, unless a write that can bring it to life is under way.</summary>
    internal Task RemoveEntryAsync(RedisKey index, RedisValue member, CancellationToken cancellationToken) =>
        context.Hints.Cleaner.RemoveIfDeadAsync(index, member, context.Options.Force, cancellationToken);

    private async Task AddEntryAsync(HintEntry entry, string roomId, string nonce, CancellationToken cancellationToken)
    {
        await context.Hints.AddAsync([entry], cancellationToken).ConfigureAwait(false);
        if (!context.Keys.TryParse(entry.Key, out var index) || await context.Hints.Truth.ScoreAsync(index, entry.Key.ToString(), roomId, nonce, cancellationToken).ConfigureAwait(false) is not null) return;
        await context.Hints.Cleaner.RemoveAsync([entry], cancellationToken).ConfigureAwait(false);
    }
}

using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>A write that is noted as under way in a room's or an identity's slot.</summary>
internal sealed class IntentItem(AuditContext context, RedisKey key, IndexOwner owner, string? roomId, string nonce) : AuditItem
{
    internal override async Task LookAsync(Suspicions found, CancellationToken cancellationToken)
    {
        if (!await context.HasFieldAsync(key, nonce, cancellationToken).ConfigureAwait(false)) return;

        // While a deletion goes on, its note stays.
        if (roomId is not null && await context.HasDeletionAsync(roomId, cancellationToken).ConfigureAwait(false)) return;
        found.Add(AuditCodes.WriteUnfinished, key, roomId, $"A write of '{owner.Id}' is under way, or was interrupted ({nonce}).", nonce, AuditSeverity.Information, RepairAsync);
    }

    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        if (context.Options.Force) await context.Hints.Cleaner.WithdrawAsync(owner, nonce, cancellationToken).ConfigureAwait(false);
        else await context.Hints.Cleaner.SweepAsync(owner, deletions: true, cancellationToken).ConfigureAwait(false);
    }
}

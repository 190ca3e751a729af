using Conversations.Faults.Checking;
using Conversations.Redis;
using Conversations.Redis.Audit;
using StackExchange.Redis;

namespace Conversations.Faults.Runs;

/// <summary>Looks beneath the store: whether what lies in Redis after a run is whole, with no half of an event anywhere.</summary>
internal static class StateAudit
{
    // What is still on its way when the drivers have ended.
    private static readonly AuditOptions Options = new() { SecondLookAfter = TimeSpan.FromMilliseconds(500) };

    /// <summary>What is damaged. Not what is stale, which readers and audits clean up: a write whose outcome is unknown, or that was refused, may leave it behind.</summary>
    /// <param name="connection">Where the store is.</param>
    /// <param name="options">The options of the store.</param>
    /// <param name="mayLose">Whether acknowledged writes may be lost, and with them what leads to a record from another slot.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    internal static async Task<IReadOnlyList<Violation>> FindAsync(IConnectionMultiplexer connection, RedisConversationStoreOptions options, bool mayLose, CancellationToken cancellationToken)
    {
        var damages = new List<Violation>();
        await using var audit = new StoreAudit(connection, options);
        await foreach (var finding in audit.RunAsync(Options, cancellationToken))
        {
            if (IsDamage(finding, mayLose)) damages.Add(new(ViolationKind.Wrong, "audit: " + finding.Code, $"{finding.Key}: {finding.Message}"));
        }

        return damages;
    }

    internal static bool IsDamage(AuditFinding finding, bool mayLose) => finding.Severity == AuditSeverity.Error && finding.Code switch
    {
        // Of an event whose add has no known outcome it may be missing; of the others a rule of the checker knows more.
        AuditCodes.EventLocatorMissing => false,

        // What keeps the id of a task is in another slot than the task.
        AuditCodes.TaskIdShared => !mayLose,
        _ => !(finding.IsRepairable && mayLose),
    };
}

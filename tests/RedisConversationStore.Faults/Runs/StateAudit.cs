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

    /// <summary>Repairs what an audit finds. Nothing but writes that are under way, or were cut off with their driver, may need it, and nothing else may be left.</summary>
    internal static async Task<IReadOnlyList<Violation>> RepairAsync(IConnectionMultiplexer connection, RedisConversationStoreOptions options, CancellationToken cancellationToken)
    {
        var violations = new List<Violation>();
        await using var audit = new StoreAudit(connection, options);
        await FindAsync(Options with { Repair = true }, "repair", IsUnexpected);
        await FindAsync(Options, "after repairs", finding => finding.Severity != AuditSeverity.Information);
        return violations;

        async Task FindAsync(AuditOptions how, string when, Predicate<AuditFinding> isViolation)
        {
            await foreach (var finding in audit.RunAsync(how, cancellationToken))
            {
                if (isViolation(finding)) violations.Add(new(ViolationKind.Wrong, $"{when}: {finding.Code}", $"{finding.Key}: {finding.Message}"));
            }
        }
    }

    /// <summary>Whether repairs should not have found this: what is under way is information. The locator of an event is written beside the event without a note, so a driver that is killed may leave either of them alone.</summary>
    internal static bool IsUnexpected(AuditFinding finding) =>
        finding.Severity != AuditSeverity.Information && finding.Code is not (AuditCodes.EventLocatorMissing or AuditCodes.EventLocatorStale);

    internal static bool IsDamage(AuditFinding finding, bool mayLose) => finding.Severity == AuditSeverity.Error && finding.Code switch
    {
        // Of an event whose add has no known outcome it may be missing; of the others a rule of the checker knows more.
        AuditCodes.EventLocatorMissing => false,

        // What keeps the id of a task is in another slot than the task.
        AuditCodes.TaskIdShared => !mayLose,
        _ => !(finding.IsRepairable && mayLose),
    };
}

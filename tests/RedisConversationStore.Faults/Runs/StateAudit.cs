using Conversations.Faults.Checking;
using Conversations.Redis;
using Conversations.Redis.Audit;

namespace Conversations.Faults.Runs;

/// <summary>Looks beneath the store: whether what lies in Redis after a run is whole, with no half of an event anywhere.</summary>
internal static class StateAudit
{
    // What is still on its way when the drivers have ended.
    private static readonly AuditOptions Options = new() { SecondLookAfter = TimeSpan.FromMilliseconds(500) };

    /// <summary>What is damaged. Not what an audit can repair: indices across rooms are hints, which a write whose outcome is unknown may leave behind it.</summary>
    internal static async Task<IReadOnlyList<Violation>> FindAsync(string connectionString, RedisConversationStoreOptions options, CancellationToken cancellationToken)
    {
        var damages = new List<Violation>();
        await using var audit = await StoreAudit.ConnectAsync(connectionString, options, cancellationToken);
        await foreach (var finding in audit.RunAsync(Options, cancellationToken))
        {
            if (finding is { Severity: AuditSeverity.Error, IsRepairable: false }) damages.Add(new(ViolationKind.Wrong, "audit: " + finding.Code, $"{finding.Key}: {finding.Message}"));
        }

        return damages;
    }
}

using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>Sentinels put a replica in the primary's place although it is well. Until they have told the primary, it acknowledges what the new one never gets.</summary>
internal sealed class SentinelFailover : IFault
{
    public string Name => "sentinel-failover";

    public string Description => "SENTINEL FAILOVER; what the old primary acknowledges meanwhile may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var group = await SentinelGroup.StartAsync(replicas: 2);
        await using var watch = await FailoverWatch.StartAsync(run, group.Servers, primaries: 1);
        await using var load = await Load.StartAsync(run, group.ConnectionString, minThreads: Load.SentinelThreads);
        var primary = await group.PrimaryAsync();
        await watch.AskedAsync(() => group.FailoverAsync(primary, run.CancellationToken));
        return await load.JudgeAsync(group.ConnectionString, watch.LossesAsync);
    }
}

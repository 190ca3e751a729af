using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The primary is gone, sentinels put a replica in its place, and it comes back by itself: as a primary, with its old data, which clients may take it for until the sentinels notice.</summary>
internal sealed class SentinelKill : IFault
{
    public string Name => "sentinel-kill";

    public string Description => "kill -9 of the primary under Sentinel, which comes back as a primary; what only it has may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var group = await SentinelGroup.StartAsync(replicas: 2, "--appendonly", "yes");
        await using var watch = await FailoverWatch.StartAsync(run, group.Servers, primaries: 1);
        await using var load = await Load.StartAsync(run, group.ConnectionString, minThreads: Load.SentinelThreads);
        var primary = await group.PrimaryAsync();
        await watch.AskedAsync(async () =>
        {
            await primary.KillAsync();
            await group.HasReplacedAsync(primary, run.CancellationToken);
            await run.PauseAsync(0, 500);
            await primary.RestartAsync();
        });
        return await load.JudgeAsync(group.ConnectionString, watch.LossesAsync);
    }
}

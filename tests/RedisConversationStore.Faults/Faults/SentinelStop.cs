using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The primary answers nothing, sentinels put a replica in its place, and then it goes on as if nothing had happened until they tell it: two primaries for a moment.</summary>
internal sealed class SentinelStop : IFault
{
    public string Name => "sentinel-stop";

    public string Description => "SIGSTOP of the primary under Sentinel, SIGCONT after the failover; what only the old primary has may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var group = await SentinelGroup.StartAsync(replicas: 2);
        await using var watch = await FailoverWatch.StartAsync(run, group.Servers, primaries: 1);
        await using var load = await Load.StartAsync(run, group.ConnectionString, minThreads: Load.SentinelThreads);
        var primary = await group.PrimaryAsync();
        await watch.AskedAsync(async () =>
        {
            primary.Stop();
            await group.HasReplacedAsync(primary, run.CancellationToken);
            await run.PauseAsync(0, 1000);
            primary.Resume();
        });
        return await load.JudgeAsync(group.ConnectionString, watch.LossesAsync);
    }
}

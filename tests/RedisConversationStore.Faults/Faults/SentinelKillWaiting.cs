using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The primary is gone, sentinels put its one replica in its place, which has all that was acknowledged, and an operator brings it back as a replica.</summary>
internal sealed class SentinelKillWaiting : IFault
{
    public string Name => "sentinel-kill-wait";

    public string Description => "kill -9 of the primary under Sentinel with WaitForReplicas = 1, brought back as a replica: nothing acknowledged may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        // One replica: to be safe, writes wait for every one that could be promoted.
        await using var group = await SentinelGroup.StartAsync(replicas: 1);
        await using var watch = await FailoverWatch.StartAsync(run, group.Servers, primaries: 1, waitForReplicas: 1);
        await using var load = await Load.StartAsync(run, group.ConnectionString, waitForReplicas: 1, minThreads: Load.SentinelThreads);
        var primary = await group.PrimaryAsync();
        await watch.AskedAsync(async () =>
        {
            await primary.KillAsync();
            await group.HasReplacedAsync(primary, run.CancellationToken);
            await run.PauseAsync(0, 500);
            var promoted = await group.PrimaryAsync();
            await primary.RestartAsync("--replicaof", "127.0.0.1", $"{promoted.Port}");
            await primary.FollowsAsync(run.CancellationToken);
        });
        return await load.JudgeAsync(group.ConnectionString, watch.LossesAsync);
    }
}

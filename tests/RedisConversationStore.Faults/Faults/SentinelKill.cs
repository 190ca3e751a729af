using Conversations.Faults.Checking;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>The primary is gone, sentinels put a replica in its place, and it comes back as a replica. What had not reached the replica is lost, unless writes wait for it.</summary>
internal sealed class SentinelKill : IFault
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    private readonly int replicas;
    private readonly int waitForReplicas;

    private SentinelKill(string name, string description, int replicas, int waitForReplicas)
    {
        Name = name;
        Description = description;
        this.replicas = replicas;
        this.waitForReplicas = waitForReplicas;
    }

    internal static SentinelKill Asynchronous { get; } = new("sentinel-kill", "kill -9 of the primary under Sentinel; what no replica had may be lost", 2, 0);

    // To be safe, writes wait for every replica that could be promoted.
    internal static SentinelKill Waiting { get; } = new("sentinel-kill-wait", "the same with one replica and WaitForReplicas = 1: nothing may be lost", 1, 1);

    public string Name { get; }

    public string Description { get; }

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var group = await SentinelGroup.StartAsync(replicas);
        await using var load = await Load.StartAsync(run, group.ConnectionString, waitForReplicas);
        var primary = await group.PrimaryAsync();
        var lossWindow = await LossWindows.AroundAsync(Lag, () => primary.KillAsync().AsTask());
        await group.HasReplacedAsync(primary, run.CancellationToken);
        await run.PauseAsync(0, 500);
        await primary.RestartAsync();
        await primary.FollowsAsync(run.CancellationToken);
        return waitForReplicas > 0
            ? await load.JudgeAsync(group.ConnectionString)
            : await load.JudgeAsync(group.ConnectionString, lossWindow);
    }
}

using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>A primary of a cluster is gone, its replica takes its place, and it comes back as a replica. What had not reached the replica is lost, unless writes wait for it.</summary>
internal sealed class ClusterKill : IFault
{
    private readonly int waitForReplicas;

    private ClusterKill(string name, string description, int waitForReplicas)
    {
        Name = name;
        Description = description;
        this.waitForReplicas = waitForReplicas;
    }

    internal static ClusterKill Asynchronous { get; } = new("cluster-kill", "kill -9 of a primary of a cluster; what its replica did not have may be lost", 0);

    internal static ClusterKill Waiting { get; } = new("cluster-kill-wait", "the same with WaitForReplicas = 1: nothing acknowledged may be lost", 1);

    public string Name { get; }

    public string Description { get; }

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var watch = await FailoverWatch.StartAsync(run, [.. cluster.Nodes.Select(node => node.Process)], primaries: 3, waitForReplicas);
        await using var load = await Load.StartAsync(run, cluster.ConnectionString, waitForReplicas);
        // Of those that are primaries by now: on a busy machine one may have failed over by itself.
        var primaries = await cluster.PrimariesAsync();
        var primary = cluster.Nodes.Where(primaries.Contains).ElementAt(run.Choose(primaries.Count));
        var replica = await cluster.ReplicaOfAsync(primary);
        await watch.AskedAsync(
            async () =>
            {
                await primary.KillAsync();
                await cluster.IsPrimaryAsync(replica);
                await run.PauseAsync(0, 500);
                await primary.RestartAsync();
                await cluster.ReadyAsync();
            },
            replica.Process,
            primary.Process);
        return await load.JudgeAsync(cluster.ConnectionString, watch.LossesAsync);
    }
}

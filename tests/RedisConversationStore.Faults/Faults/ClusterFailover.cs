using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>Each primary of a cluster hands over to its replica, which Redis does without losing a write.</summary>
internal sealed class ClusterFailover : IFault
{
    public string Name => "cluster-failover";

    public string Description => "CLUSTER FAILOVER of every primary, one after another: nothing may be lost";

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        // Patient, so that only what the run asks for fails over: of a primary that has lost its place there is no replica to ask.
        await using var cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(10));
        await using var watch = await FailoverWatch.StartAsync(run, [.. cluster.Nodes.Select(node => node.Process)], primaries: 3);
        await using var load = await Load.StartAsync(run, cluster.ConnectionString);
        var primaries = cluster.Nodes.Take(3).ToArray();
        run.Shuffle(primaries);
        foreach (var primary in primaries)
        {
            var replica = await cluster.ReplicaOfAsync(primary);
            await watch.AskedAsync(() => cluster.FailOverAsync(replica), replica.Process);
            await run.PauseAsync(0, 500);
        }

        return await load.JudgeAsync(cluster.ConnectionString, watch.UnaskedLossesAsync);
    }
}

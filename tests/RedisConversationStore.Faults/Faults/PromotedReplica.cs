using Conversations.Faults.Checking;
using Conversations.Faults.Failovers;
using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Faults;

/// <summary>An operator promotes a replica that is behind, and points the clients at it. What had not reached it is lost, unless writes wait for it.</summary>
internal sealed class PromotedReplica : IFault
{
    private readonly int waitForReplicas;

    private PromotedReplica(string name, string description, int waitForReplicas)
    {
        Name = name;
        Description = description;
        this.waitForReplicas = waitForReplicas;
    }

    internal static PromotedReplica Asynchronous { get; } = new("promotion", "a replica that is behind promoted by hand; what it did not have may be lost", 0);

    internal static PromotedReplica Waiting { get; } = new("promotion-wait", "the same with WaitForReplicas = 1: nothing acknowledged may be lost", 1);

    public string Name { get; }

    public string Description { get; }

    public async Task<CheckReport> RunAsync(FaultRun run)
    {
        TcpFaultProxy? link = null;
        await using var servers = await RedisReplication.StartAsync(replicas: 1, primary => (link = new(primary.Port, run.Seed)).Port);
        await using var closing = link;
        var (primary, replica) = (servers.Primary, servers.Replicas[0]);
        await using var proxy = new TcpFaultProxy(primary.Port, run.Seed);
        await using var watch = await FailoverWatch.StartAsync(run, servers.Servers, primaries: 1, waitForReplicas);
        await using var load = await Load.StartAsync(run, proxy.ConnectionString, waitForReplicas);
        await watch.AskedAsync(async () =>
        {
            link!.BlackHole();
            await run.PauseAsync(50, 1500);
            await replica.ExecuteAsync("REPLICAOF", "NO", "ONE");
            proxy.Repoint(replica.Port);

            // The old primary takes its turn as a replica, so that writes have somebody to wait for.
            await primary.ExecuteAsync("REPLICAOF", "127.0.0.1", replica.Port);
        });
        return await load.JudgeAsync(replica.ConnectionString, watch.LossesAsync);
    }
}

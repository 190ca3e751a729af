using Conversations.Redis.Doctor;
using Conversations.Redis.Tests.Errors;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Doctor;

/// <summary>What the doctor finds about replicas and clusters.</summary>
public sealed class DoctorReplicationTests : FaultTest
{
    [Fact]
    public async Task Replicas_that_writes_wait_for_are_counted()
    {
        await using var server = await StartServerAsync();

        var findings = await DoctorTests.ApartFromLatencyAsync(StoreDoctor.ExamineAsync(server.ConnectionString, new() { WaitForReplicas = 1, ReplicaTimeout = TimeSpan.FromMilliseconds(100) }, Token));

        Assert.Equal("Error no_persistence, Error not_ready, Error too_few_replicas, Warning no_maxmemory", DoctorTests.Codes(findings));
    }

    [Fact]
    public async Task Replica_that_keeps_up_is_in_order_and_one_that_lags_is_not()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var replication = await RedisReplication.StartAsync(replicas: 1);
        var primary = replication.Primary;
        await Testing.Condition.HoldsAsync("nothing is found about a replica that has caught up", async () => !(await OfReplicationAsync(primary.ConnectionString)).Any(), Token);

        replication.Replicas[0].Stop();
        try
        {
            await primary.ExecuteAsync("SET", "filler", new string('x', 3 << 20));
            var finding = Assert.Single(await OfReplicationAsync(primary.ConnectionString));

            Assert.Equal((DoctorCodes.ReplicaLagging, primary.ConnectionString), (finding.Code, finding.Server));
            Assert.Contains(replication.Replicas[0].ConnectionString, finding.Message, StringComparison.Ordinal);
        }
        finally
        {
            replication.Replicas[0].Resume();
        }
    }

    [Fact]
    public async Task Replica_without_its_primary_is_told_and_so_is_the_primary()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var replication = await RedisReplication.StartAsync(replicas: 1);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{replication.Primary.ConnectionString},{replication.Replicas[0].ConnectionString},allowAdmin=true");
        await replication.Primary.KillAsync();
        await Testing.Condition.HoldsAsync("the link is down", async () => await replication.Replicas[0].InfoAsync("replication", "master_link_status") == "down", Token);
        await Testing.Condition.HoldsAsync("the client knows", () => Task.FromResult(!connection.GetServer(replication.Primary.ConnectionString).IsConnected), Token);

        var findings = await StoreDoctor.ExamineAsync(connection, cancellationToken: Token);

        Assert.Contains((DoctorCodes.ReplicaLinkDown, replication.Replicas[0].ConnectionString), findings.Select(finding => (finding.Code, finding.Server)));
        Assert.Contains((DoctorCodes.Unreachable, replication.Primary.ConnectionString), findings.Select(finding => (finding.Code, finding.Server)));
        Assert.Contains(DoctorCodes.NotReady, findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task Cluster_in_order_shows_no_errors_and_a_lost_node_and_slot_are_told()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var cluster = await RedisCluster.StartAsync(TimeSpan.FromSeconds(5), "--maxmemory", "100mb", "--appendonly", "yes", "--cluster-require-full-coverage", "no");
        await Testing.Condition.HoldsAsync("nothing is found about replicas that have caught up", async () => !(await OfReplicationAsync(cluster.ConnectionString)).Any(), Token);
        Assert.Equal(
            string.Join(", ", Enumerable.Repeat("Information sync_every_second", cluster.Nodes.Count)),
            DoctorTests.Codes(await DoctorTests.ApartFromLatencyAsync(StoreDoctor.ExamineAsync(cluster.ConnectionString, cancellationToken: Token))));
        foreach (var primary in await cluster.PrimariesAsync()) Assert.Equal(1, await primary.Server.DatabaseSizeAsync());

        var lost = await cluster.ReplicaOfAsync(await cluster.PrimaryOfAsync(0));
        await lost.KillAsync();
        await cluster.DropSlotAsync(100);
        await Testing.Condition.HoldsAsync("the others miss the node", async () => ((string)(await cluster.Nodes[0].ClusterAsync("NODES"))!).Contains("fail", StringComparison.Ordinal), Token);
        var findings = await StoreDoctor.ExamineAsync(cluster.ConnectionString + ",connectTimeout=500", cancellationToken: Token);

        Assert.Contains("Nobody serves 1 of", Assert.Single(findings, finding => finding.Code == DoctorCodes.SlotsNotCovered).Message, StringComparison.Ordinal);
        Assert.Equal((DoctorSeverity.Warning, lost.ConnectionString), (Assert.Single(findings, finding => finding.Code == DoctorCodes.NodeFailing) is var failing ? (failing.Severity, failing.Server) : default));
    }

    private static async Task<IEnumerable<DoctorFinding>> OfReplicationAsync(string connection) =>
        (await StoreDoctor.ExamineAsync(connection, cancellationToken: Token)).Where(finding => finding.Code.StartsWith("replica", StringComparison.Ordinal));
}

using Conversations.Conformance;
using Conversations.Redis.Audit;
using Conversations.Testing;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Audit;

/// <summary>An audit walks every primary of a cluster, and says so when it cannot.</summary>
public sealed class AuditOnClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_primary_is_walked_and_repaired()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var first = await RedisServerProcess.StartAsync("--cluster-enabled", "yes");
        await using var second = await RedisServerProcess.StartAsync("--cluster-enabled", "yes");
        await FormAsync(first, second);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{first.ConnectionString},{second.ConnectionString},allowAdmin=true");
        Assert.Equal(ServerType.Cluster, connection.GetServers()[0].ServerType);
        var store = new AuditedStore(connection, Token);
        for (var i = 0; i < 20; i++) await store.FillRoomAsync($"room {i}", $"t{i}");

        var progress = new LastProgress();
        Assert.DoesNotContain(await store.AuditAsync(new() { Progress = progress }), finding => finding.IsProblem);
        Assert.Equal(20, progress.Value.Rooms);

        await store.Database.KeyDeleteAsync(store.Keys.Rooms(null, null));
        var repaired = await store.AuditAsync(new() { Repair = true });
        Assert.Equal(20, repaired.Count(finding => finding is { Code: AuditCodes.HintMissing, IsRepaired: true }));
        await using var audit = new StoreAudit(connection, store.Options);
        Assert.Equal(20, (await audit.MeasureAsync(cancellationToken: Token)).Rooms);

        connection.GetServer(second.ConnectionString).Shutdown(ShutdownMode.Never);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AuditAsync());
    }

    private static async Task FormAsync(params RedisServerProcess[] nodes)
    {
        const int slots = 16384;
        var share = slots / nodes.Length;
        for (var i = 0; i < nodes.Length; i++)
        {
            await CallAsync(nodes[i], "CLUSTER", "ADDSLOTSRANGE", i * share, ((i + 1) * share) - 1);
            await CallAsync(nodes[i], "CLUSTER", "MEET", "127.0.0.1", nodes[0].Port);
        }

        foreach (var node in nodes)
        {
            while (!(await CallAsync(node, "CLUSTER", "INFO")).ToString().Contains("cluster_state:ok", StringComparison.Ordinal)) await Task.Delay(50, Token);
        }
    }

    private static async Task<RedisResult> CallAsync(RedisServerProcess node, string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(node.ConnectionString + ",allowAdmin=true");
        return await connection.GetServers()[0].ExecuteAsync(command, arguments);
    }

    private sealed class LastProgress : IProgress<AuditProgress>
    {
        public AuditProgress Value { get; private set; }

        public void Report(AuditProgress value) => Value = value;
    }
}

using Conversations.Redis.Audit;
using Conversations.Redis.Health;
using Conversations.Redis.Tests.Errors;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Health;

/// <summary>A health check says whether calls would work, and if not, why, in a bounded time.</summary>
public sealed class HealthTests : FaultTest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // Distinguishes "bounded by its timeout" from "hung", on a busy machine too.
    private static readonly TimeSpan Bounded = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Store_that_works_is_healthy_and_is_left_as_it_was()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);

        var health = await store.CheckHealthAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal((StoreHealthReason.Healthy, true, server.ConnectionString), (health.Reason, health.IsReady, health.Server));
        Assert.True(health.Latency > TimeSpan.Zero);
        var key = Assert.Single((string[])(await server.ExecuteAsync("KEYS", "*"))!);
        Assert.True(new KeySpace("conv").TryParse(key, out var stored) && stored.Kind == KeyKind.Health && stored.Expires);
        Assert.InRange((long)await server.ExecuteAsync("PTTL", key), 1, 10_000);
        await using var audit = await StoreAudit.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        Assert.Empty(await audit.RunAsync(new() { SecondLookAfter = TimeSpan.Zero }, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Check_is_a_read_and_a_write()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await using var admin = await ConnectAsync(server);
        await admin.GetServers().Single().ConfigResetStatisticsAsync();

        await store.CheckHealthAsync(TimeSpan.FromMinutes(1), Token);

        var statistics = (await admin.GetServers().Single().InfoAsync("commandstats")).SelectMany(lines => lines).ToDictionary(line => line.Key, line => line.Value.Split(',')[0]);

        // What else is there the clients ask by themselves.
        string[] ofChecks = ["get", "set", "eval", "evalsha", "time", "wait"];
        Assert.Equal(["get calls=1", "set calls=1"], ofChecks.Where(command => statistics.ContainsKey("cmdstat_" + command)).Select(command => $"{command} {statistics["cmdstat_" + command]}"));
    }

    [Fact]
    public async Task Dead_server_has_no_connection()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await server.KillAsync();

        // The first check may still meet the dying connection.
        await store.CheckHealthAsync(Timeout, Token);
        await AssertAsync(StoreHealthReason.Connection, store);
    }

    [Theory]
    [InlineData(",password=wrong " + Secret)]
    [InlineData(",user=nobody,password=" + Secret)]
    [InlineData("")]
    public async Task Wrong_password_is_reported_as_access_at_once(string login)
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var provider = new ServiceCollection().AddRedisConversationStore(server.ConnectionString + login + ",asyncTimeout=50000").BuildServiceProvider();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + login + ",abortConnect=false,asyncTimeout=50000");
        await using var store = new RedisConversationStore(connection);

        foreach (var own in new[] { provider.GetRequiredService<RedisConversationStore>(), store })
        {
            var health = await own.CheckHealthAsync(TimeSpan.FromSeconds(45), Token);

            Assert.True(health.Reason == StoreHealthReason.Access, $"{health}");
            Assert.Contains("user name or password", health.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("try again", health.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, health.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Server_that_was_never_there_has_no_connection()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{FreePort.Find()},abortConnect=false,connectTimeout=200,asyncTimeout=30000,password={Secret}");
        await using var store = new RedisConversationStore(connection);

        await AssertAsync(StoreHealthReason.Connection, store, TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task Stopped_server_does_not_answer_in_time()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        server.Stop();
        try
        {
            await AssertAsync(StoreHealthReason.Timeout, store, TimeSpan.FromMilliseconds(300));
        }
        finally
        {
            server.Resume();
        }

        await Testing.Condition.HoldsAsync("the store is healthy again", async () => (await store.CheckHealthAsync(Timeout, Token)).IsReady, Token);
    }

    [Fact]
    public async Task Slow_network_is_slow_and_ready()
    {
        await using var server = await StartServerAsync();
        await using var proxy = new TcpFaultProxy(server.Port, seed: 1);
        await using var store = await RedisConversationStore.ConnectAsync(proxy.ConnectionString + ",asyncTimeout=30000", cancellationToken: Token);
        proxy.Delay = TimeSpan.FromMilliseconds(1100);

        var health = await store.CheckHealthAsync(TimeSpan.FromSeconds(8), Token);

        Assert.Equal((StoreHealthReason.Slow, true), (health.Reason, health.IsReady));
    }

    [Fact]
    public async Task Replica_is_read_only_whether_or_not_the_client_knows()
    {
        await using var server = await StartServerAsync();
        await using var other = await StartServerAsync();
        await using var knowsNot = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await server.ExecuteAsync("REPLICAOF", "127.0.0.1", other.Port);
        await AssertAsync(StoreHealthReason.ReadOnly, knowsNot);

        await using var knows = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await AssertAsync(StoreHealthReason.ReadOnly, knows);
    }

    [Fact]
    public async Task Primary_that_lacks_the_replicas_it_demands_takes_no_writes()
    {
        await using var server = await StartServerAsync("--min-replicas-to-write", "1");
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);

        await AssertAsync(StoreHealthReason.Failover, store);
    }

    [Fact]
    public async Task Loading_server_says_so()
    {
        await using var server = await StartServerAsync("--appendonly", "yes", "--enable-debug-command", "yes");
        await server.ExecuteAsync("DEBUG", "POPULATE", 30_000, "filler", 200);
        await server.ExecuteAsync("BGREWRITEAOF");
        await Testing.Condition.HoldsAsync("the keys are in the file", async () => await server.InfoNumberAsync("persistence", "aof_base_size") > 1_000_000, Token);
        await server.KillAsync();
        await server.RestartAsync("--key-load-delay", "5000", "--loading-process-events-interval-bytes", "1024");
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",abortConnect=false");
        await using var store = new RedisConversationStore(connection);

        await AssertAsync(StoreHealthReason.Loading, store);
    }

    [Fact]
    public async Task Full_server_says_so()
    {
        await using var server = await StartServerAsync("--maxmemory", "100kb", "--maxmemory-policy", "noeviction");
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);

        await AssertAsync(StoreHealthReason.OutOfMemory, store);
    }

    [Theory]
    [InlineData("-set")]
    [InlineData("resetkeys")]
    public async Task User_without_rights_is_told(string rule)
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await server.ExecuteAsync("ACL", "SETUSER", "default", rule);

        await AssertAsync(StoreHealthReason.Access, store);
    }

    [Fact]
    public async Task Layout_of_another_version_is_told_and_kept()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await server.ExecuteAsync("SET", "conv:layout", 99);

        await AssertAsync(StoreHealthReason.IncompatibleLayout, store);
        Assert.Equal(99, (int)await server.ExecuteAsync("GET", "conv:layout"));
    }

    [Fact]
    public async Task What_has_no_reason_of_its_own_comes_with_the_words_of_the_server()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await server.ExecuteAsync("RPUSH", "conv:layout", "no string");

        await AssertAsync(StoreHealthReason.Server, store);
        Assert.Contains("WRONGTYPE", (await store.CheckHealthAsync(Timeout, Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replica_that_writes_wait_for_is_missed()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var replication = await RedisReplication.StartAsync(replicas: 1);
        var options = new RedisConversationStoreOptions { WaitForReplicas = 1, ReplicaTimeout = TimeSpan.FromMilliseconds(300) };
        await using var store = await RedisConversationStore.ConnectAsync(replication.Primary.ConnectionString, options, Token);
        await Testing.Condition.HoldsAsync("the replica has the write", async () => (await store.CheckHealthAsync(TimeSpan.FromMinutes(1), Token)).Reason == StoreHealthReason.Healthy, Token);

        replication.Replicas[0].Stop();
        try
        {
            await AssertAsync(StoreHealthReason.Replication, store);
        }
        finally
        {
            replication.Replicas[0].Resume();
        }
    }

    [Fact]
    public async Task Disposed_store_says_so()
    {
        await using var server = await StartServerAsync();
        var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        await store.DisposeAsync();

        await AssertAsync(StoreHealthReason.Disposed, store);
    }

    [Fact]
    public async Task Check_can_be_cancelled_and_its_timeout_has_a_range()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString, cancellationToken: Token);
        server.Stop();
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var check = store.CheckHealthAsync(TimeSpan.FromMinutes(1), cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.CheckHealthAsync(TimeSpan.FromMinutes(2), Token));
        server.Resume();
    }

    // So that a dashboard reads the same word from a check and from a call that fails.
    [Fact]
    public void What_calls_fail_with_has_the_same_name_in_checks() =>
        Assert.Empty(Enum.GetNames<UnavailableReason>().Except(Enum.GetNames<StoreHealthReason>()));

    [Fact]
    public async Task Connection_closed_by_the_application_is_named()
    {
        await using var server = await StartServerAsync();
        var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await using var store = new RedisConversationStore(connection);
        await connection.DisposeAsync();

        var health = await store.CheckHealthAsync(Timeout, Token);

        Assert.Equal(StoreHealthReason.Disposed, health.Reason);
        Assert.Contains("closed by the application", health.Message, StringComparison.Ordinal);
    }

    private static async Task AssertAsync(StoreHealthReason reason, RedisConversationStore store, TimeSpan? timeout = null)
    {
        var health = await store.CheckHealthAsync(timeout ?? Timeout, Token);

        Assert.True(reason == health.Reason, $"{health}");
        Assert.False(health.IsReady);
        Assert.DoesNotContain(Secret, health.ToString(), StringComparison.Ordinal);
        Assert.InRange(health.Latency, TimeSpan.Zero, Bounded);
    }
}

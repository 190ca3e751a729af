using System.Net;
using System.Net.Sockets;
using Conversations.DevServer;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests;

public sealed class RedisDevServerTests
{
    private const string Increment =
        "local n = tonumber(redis.call('GET', KEYS[1]) or '0') + 1; redis.call('SET', KEYS[1], string.format('%.0f', n)); return n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_ping_as_soon_as_it_is_started()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);

        Assert.InRange(server.Port, 1, IPEndPoint.MaxPort);
        Assert.StartsWith($"127.0.0.1:{server.Port}", server.ConnectionString, StringComparison.Ordinal);
        await using var client = await ConnectAsync(server);
        await client.GetDatabase().PingAsync();
    }

    [Theory]
    [InlineData("resp2")]
    [InlineData("resp3")]
    public async Task Speaks_both_protocols(string protocol)
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        await using var client = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},protocol={protocol}");
        var expected = protocol == "resp3" ? RedisProtocol.Resp3 : RedisProtocol.Resp2;

        Assert.Equal(expected, client.GetServers().Single().Protocol);
        Assert.Equal(1, (long)await client.GetDatabase().ScriptEvaluateAsync(Increment, ["n"]));
    }

    [Fact]
    public async Task Scripts_are_atomic_across_connections()
    {
        const int connections = 8, callers = 8, calls = 50;
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);

        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            await using var client = await ConnectAsync(server);
            var db = client.GetDatabase();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
            {
                for (var i = 0; i < calls; i++)
                    await db.ScriptEvaluateAsync(Increment, ["n"]);
            }));
        }));

        await using var reader = await ConnectAsync(server);
        Assert.Equal(connections * callers * calls, (long)await reader.GetDatabase().StringGetAsync("n"));
    }

    [Fact]
    public async Task Counts_commands_and_reloads_scripts_after_a_flush()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        await using var client = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        var db = client.GetDatabase();
        await db.ScriptEvaluateAsync(Increment, ["n"]);
        await client.GetServers().Single().ExecuteAsync("SCRIPT", "FLUSH");

        Assert.Equal(2, (long)await db.ScriptEvaluateAsync(Increment, ["n"]));
        var statistics = await client.GetServers().Single().InfoAsync("commandstats");
        // Once as text before the flush, once after it. What a script calls inside is not counted reliably.
        Assert.Contains(statistics.SelectMany(section => section), e => e.Key == "cmdstat_eval" && e.Value.StartsWith("calls=2,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_in_one_process_are_separate()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RedisDevServer.StartAsync(cancellationToken: Ct)));
        try
        {
            Assert.Equal(servers.Length, servers.Select(s => s.Port).Distinct().Count());
            for (var i = 0; i < servers.Length; i++)
            {
                await using var client = await ConnectAsync(servers[i]);
                Assert.True((await client.GetDatabase().StringGetAsync("name")).IsNull);
                await client.GetDatabase().StringSetAsync("name", i);
            }

            await servers[0].DisposeAsync();
            for (var i = 1; i < servers.Length; i++)
            {
                await using var client = await ConnectAsync(servers[i]);
                Assert.Equal(i, (int)await client.GetDatabase().StringGetAsync("name"));
            }
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Dispose_closes_the_port_and_may_be_repeated()
    {
        var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        Assert.True(await AcceptsConnectionsAsync(server.Port));

        await Task.WhenAll(server.DisposeAsync().AsTask(), server.DisposeAsync().AsTask());
        await server.DisposeAsync();

        Assert.False(await AcceptsConnectionsAsync(server.Port));
    }

    [Fact]
    public async Task Dispose_works_while_clients_are_connected_and_frees_the_port()
    {
        var first = await RedisDevServer.StartAsync(cancellationToken: Ct);
        await using var client = await ConnectAsync(first);
        await client.GetDatabase().StringSetAsync("k", "v");
        await first.DisposeAsync();

        await using var second = await RedisDevServer.StartAsync(new RedisDevServerOptions { Port = first.Port }, Ct);
        await using var again = await ConnectAsync(second);
        Assert.Equal(first.Port, second.Port);
        Assert.True((await again.GetDatabase().StringGetAsync("k")).IsNull);
    }

    [Fact]
    public async Task A_data_directory_keeps_every_kind_of_value_over_restarts()
    {
        using var folder = new TemporaryFolder();
        var options = new RedisDevServerOptions { DataDirectory = folder.Path };
        for (var round = 1; round <= 3; round++)
        {
            await using var server = await RedisDevServer.StartAsync(options, Ct);
            await using var client = await ConnectAsync(server);
            var db = client.GetDatabase();

            Assert.Equal(round, (long)await db.ScriptEvaluateAsync(Increment, ["n"]));
            Assert.Equal(round - 1, await db.HashLengthAsync("hash"));
            Assert.Equal(round - 1, await db.SortedSetLengthAsync("sorted"));
            Assert.Equal(round - 1, await db.SetLengthAsync("set"));
            await db.HashSetAsync("hash", $"field{round}", new byte[] { 0, 13, 10, 255 });
            await db.ScriptEvaluateAsync("return redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])", ["sorted"], [round, $"member{round}"]);
            await db.SetAddAsync("set", round);
            await db.StringSetAsync($"expires{round}", "v", TimeSpan.FromHours(1));
            Assert.NotNull(await db.KeyTimeToLiveAsync("expires1"));
            Assert.Equal(new byte[] { 0, 13, 10, 255 }, (byte[]?)await db.HashGetAsync("hash", "field1"));
            Assert.Equal(1, await db.SortedSetScoreAsync("sorted", "member1"));
        }
    }

    [Fact]
    public async Task A_data_directory_belongs_to_one_server_at_a_time()
    {
        using var folder = new TemporaryFolder();
        var options = new RedisDevServerOptions { DataDirectory = folder.Path };
        await using (await RedisDevServer.StartAsync(options, Ct))
        {
            var error = await Assert.ThrowsAsync<IOException>(() => RedisDevServer.StartAsync(options, Ct));
            Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        }

        await using var next = await RedisDevServer.StartAsync(options, Ct);
    }

    [Fact]
    public async Task A_start_that_fails_leaves_the_data_directory_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var options = new RedisDevServerOptions { DataDirectory = folder.Path };
        await using (var first = await RedisDevServer.StartAsync(options, Ct))
        {
            await using var client = await ConnectAsync(first);
            await client.GetDatabase().StringSetAsync("k", "v");
        }

        await using (var other = await RedisDevServer.StartAsync(cancellationToken: Ct))
            await Assert.ThrowsAsync<IOException>(() => RedisDevServer.StartAsync(options with { Port = other.Port }, Ct));

        await using var server = await RedisDevServer.StartAsync(options, Ct);
        await using var reader = await ConnectAsync(server);
        Assert.Equal("v", (string?)await reader.GetDatabase().StringGetAsync("k"));
    }

    [Fact]
    public async Task Without_a_data_directory_nothing_is_left_on_disk()
    {
        var working = Entries(Environment.CurrentDirectory);
        var temporary = Entries(Path.GetTempPath());
        var server = await RedisDevServer.StartAsync(cancellationToken: Ct);
        await using (var client = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true"))
        {
            await client.GetDatabase().StringSetAsync("k", new string('x', 100_000));
            // A checkpoint is the one thing that makes Garnet write.
            await client.GetServers().Single().ExecuteAsync("SAVE");
        }

        await server.DisposeAsync();

        // Other tests may write to both folders meanwhile: only what Garnet or the dev server would leave counts.
        Assert.DoesNotContain(Entries(Environment.CurrentDirectory).Except(working), e => Path.GetFileName(e) is "AOF" or "Store" or "checkpoints");
        Assert.DoesNotContain(Entries(Path.GetTempPath()).Except(temporary), e => Path.GetFileName(e).StartsWith("devserver-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_in_the_exception()
    {
        await using var server = await RedisDevServer.StartAsync(cancellationToken: Ct);

        var error = await Assert.ThrowsAsync<IOException>(
            () => RedisDevServer.StartAsync(new RedisDevServerOptions { Port = server.Port }, Ct));

        Assert.Contains($"127.0.0.1:{server.Port}", error.Message, StringComparison.Ordinal);
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
        await using var client = await ConnectAsync(server);
        await client.GetDatabase().PingAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public Task A_port_out_of_range_is_refused(int port) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RedisDevServer.StartAsync(new RedisDevServerOptions { Port = port }, Ct));

    [Fact]
    public Task A_memory_budget_that_Garnet_cannot_keep_is_refused() =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => RedisDevServer.StartAsync(new RedisDevServerOptions { MemoryBudgetBytes = RedisDevServerOptions.MinMemoryBudgetBytes - 1 }, Ct));

    [Fact]
    public async Task The_least_memory_budget_starts()
    {
        await using var server = await RedisDevServer.StartAsync(
            new RedisDevServerOptions { MemoryBudgetBytes = RedisDevServerOptions.MinMemoryBudgetBytes }, Ct);
        await using var client = await ConnectAsync(server);
        await client.GetDatabase().StringSetAsync("k", "v");
        Assert.Equal("v", (string?)await client.GetDatabase().StringGetAsync("k"));
    }

    [Fact]
    public async Task A_cancelled_start_throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RedisDevServer.StartAsync(cancellationToken: new CancellationToken(canceled: true)));

    private static Task<ConnectionMultiplexer> ConnectAsync(RedisDevServer server) =>
        ConnectionMultiplexer.ConnectAsync(server.ConnectionString);

    private static async Task<bool> AcceptsConnectionsAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, Ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string[] Entries(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)];

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("convstore-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

using System.Diagnostics;
using StackExchange.Redis;

namespace Conversations.Testing;

/// <summary>Three sentinels that watch a primary and its replicas, and put a replica in its place soon after it is gone.</summary>
public sealed class SentinelGroup : IAsyncDisposable
{
    public const string ServiceName = "conversations";

    private const int Sentinels = 3;

    // Several times the failover-timeout.
    private static readonly TimeSpan FailoverPatience = TimeSpan.FromSeconds(10);

    // Milliseconds. By default sentinels look at servers every ten seconds, let one that comes back as a primary be one for eight,
    // and do nothing for thirty after they were held up for two, as they are on a busy machine.
    private static readonly object[] Hurry =
    [
        "DEBUG", "INFO-PERIOD", 500, "PUBLISH-PERIOD", 200, "PING-PERIOD", 100, "ASK-PERIOD", 100, "ELECTION-TIMEOUT", 1000,
        "TILT-TRIGGER", 10_000, "TILT-PERIOD", 1000,
    ];

    private readonly RedisReplication replication;
    private readonly List<(int Port, DirectoryInfo Folder, OwnedProcess Process)> sentinels = [];

    private SentinelGroup(RedisReplication replication) => this.replication = replication;

    /// <summary>For StackExchange.Redis: the sentinels, and whom to ask them for.</summary>
    public string ConnectionString => $"{string.Join(',', sentinels.Select(sentinel => $"127.0.0.1:{sentinel.Port}"))},serviceName={ServiceName}";

    /// <summary>All servers, the first primary first.</summary>
    public IReadOnlyList<RedisServerProcess> Servers => replication.Servers;

    /// <summary>Starts the servers and the sentinels, and waits until every sentinel knows all of them.</summary>
    public static async Task<SentinelGroup> StartAsync(int replicas, params string[] settings)
    {
        var group = new SentinelGroup(await RedisReplication.StartAsync(replicas, primaryPort: null, settings));
        try
        {
            for (var number = 0; number < Sentinels; number++)
            {
                await group.StartSentinelAsync();
                await Condition.HoldsAsync("the sentinel answers", async () => (await group.ExecuteAsync(number, "SENTINEL", Hurry)).ToString() == "OK");
            }

            await Condition.HoldsAsync("every sentinel knows the replicas and the other sentinels", async () =>
            {
                for (var number = 0; number < Sentinels; number++)
                {
                    var primary = await group.DescribePrimaryAsync(number);
                    if (primary["num-slaves"] != $"{replicas}" || primary["num-other-sentinels"] != $"{Sentinels - 1}") return false;
                }

                return true;
            });
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server that the sentinels agree is the primary.</summary>
    public async Task<RedisServerProcess> PrimaryAsync()
    {
        RedisServerProcess? primary = null;
        await Condition.HoldsAsync("the sentinels agree on a primary", async () =>
        {
            var ports = new HashSet<string>();
            for (var number = 0; number < Sentinels; number++) ports.Add((await DescribePrimaryAsync(number))["port"]);
            primary = Servers.Single(server => $"{server.Port}" == ports.First());
            return ports.Count == 1;
        });
        return primary!;
    }

    /// <summary>Waits until the sentinels have put another server in a primary's place.</summary>
    public Task HasReplacedAsync(RedisServerProcess primary, CancellationToken cancellationToken = default) =>
        Condition.HoldsAsync("the sentinels replace the primary", async () => await PrimaryAsync() != primary, cancellationToken);

    /// <summary>Has the sentinels put a replica in a primary's place although it is well.</summary>
    public async Task FailoverAsync(RedisServerProcess primary, CancellationToken cancellationToken = default)
    {
        // Refused, as an error that Condition takes for no, while another failover runs or no replica has answered of late;
        // and given up by the sentinel when it takes longer than failover-timeout.
        var asked = Stopwatch.StartNew();
        var isAsked = false;
        await Condition.HoldsAsync("the sentinel fails over", async () =>
        {
            if ((await DescribePrimaryAsync(0))["port"] != $"{primary.Port}") return true;
            if (isAsked && asked.Elapsed < FailoverPatience) return false;
            await ExecuteAsync(0, "SENTINEL", "FAILOVER", ServiceName);
            isAsked = true;
            asked.Restart();
            return false;
        }, cancellationToken);
        await HasReplacedAsync(primary, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, folder, process) in sentinels)
        {
            await process.DisposeAsync();
            folder.Delete(recursive: true);
        }

        await replication.DisposeAsync();
    }

    private async Task StartSentinelAsync()
    {
        var folder = Directory.CreateTempSubdirectory("conversations-sentinel-");
        var port = FreePort.Find();
        var file = Path.Combine(folder.FullName, "sentinel.conf");
        await File.WriteAllTextAsync(file, $"""
            port {port}
            bind 127.0.0.1
            dir {folder.FullName}
            logfile {Path.Combine(folder.FullName, "log")}
            sentinel monitor {ServiceName} 127.0.0.1 {replication.Primary.Port} 2
            sentinel down-after-milliseconds {ServiceName} 500
            sentinel failover-timeout {ServiceName} 3000
            sentinel parallel-syncs {ServiceName} 2

            """);

        // The package of Debian has redis-sentinel as a name for redis-server; everywhere redis-server can be told to be one.
        sentinels.Add((port, folder, await OwnedProcess.StartAsync(RedisServerProcess.FindExecutable()!, [file, "--sentinel"])));
    }

    private async Task<Dictionary<string, string>> DescribePrimaryAsync(int sentinel)
    {
        var reply = (RedisResult[])(await ExecuteAsync(sentinel, "SENTINEL", "MASTER", ServiceName))!;
        return reply.Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => (string)pair[1]!);
    }

    private async Task<RedisResult> ExecuteAsync(int sentinel, string command, params object[] arguments)
    {
        var options = new ConfigurationOptions { EndPoints = { { "127.0.0.1", sentinels[sentinel].Port } }, CommandMap = CommandMap.Sentinel, AllowAdmin = true, ConnectTimeout = 2000, AsyncTimeout = 60_000 };
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        return await connection.GetServers().Single().ExecuteAsync(command, arguments);
    }
}

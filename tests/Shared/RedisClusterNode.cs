using System.Net;
using StackExchange.Redis;

namespace Conversations.Testing;

/// <summary>One server of a <see cref="RedisCluster"/>, with a connection of its own for the cluster's business.</summary>
public sealed class RedisClusterNode : IAsyncDisposable
{
    private ConnectionMultiplexer connection;

    private RedisClusterNode(RedisServerProcess process, ConnectionMultiplexer connection, string id)
    {
        Process = process;
        this.connection = connection;
        Id = id;
    }

    /// <summary>The process, to be stopped and resumed; killed it is with <see cref="KillAsync"/>.</summary>
    public RedisServerProcess Process { get; }

    /// <summary>What the cluster calls the node.</summary>
    public string Id { get; }

    public EndPoint EndPoint => new IPEndPoint(IPAddress.Loopback, Process.Port);

    public string ConnectionString => Process.ConnectionString;

    public int Port => Process.Port;

    /// <summary>The node itself, whatever it is in the cluster.</summary>
    public IServer Server => connection.GetServer(EndPoint);

    /// <summary>Whether the node was killed and not started again.</summary>
    public bool IsDown { get; private set; }

    /// <summary>The node's statistics or state, as INFO tells it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InfoAsync(string section) =>
        (await Server.InfoAsync(section)).SelectMany(lines => lines).ToDictionary(line => line.Key, line => line.Value);

    /// <summary>How often the node was asked to run a command, such as <c>evalsha</c>.</summary>
    public async Task<long> CallsAsync(string command) =>
        (await InfoAsync("commandstats")).TryGetValue("cmdstat_" + command, out var line) ? long.Parse(line.Split(',')[0]["calls=".Length..]) : 0;

    /// <summary>How often the node has answered with an error, such as <c>ASK</c>.</summary>
    public async Task<long> ErrorsAsync(string code) =>
        (await InfoAsync("errorstats")).TryGetValue("errorstat_" + code, out var line) ? long.Parse(line["count=".Length..]) : 0;

    /// <summary>The cluster as this node sees it.</summary>
    public async Task<ClusterConfiguration> ViewAsync() =>
        await Server.ClusterNodesAsync() ?? throw new InvalidOperationException($"{ConnectionString} is in no cluster.");

    public Task<RedisResult> ClusterAsync(params object[] arguments) => Server.ExecuteAsync("CLUSTER", arguments);

    /// <summary>Sends a command that only a primary takes. After a failover the connection may take the node for the replica it was, and would refuse to send it.</summary>
    internal async Task<RedisResult> ExecuteAsPrimaryAsync(string command, params object[] arguments)
    {
        await Condition.HoldsAsync($"the connection to {ConnectionString} knows that it is a primary", async () =>
        {
            if (Server.IsReplica) await connection.ConfigureAsync();
            return !Server.IsReplica;
        });
        return await Server.ExecuteAsync(command, arguments);
    }

    /// <summary>The node is gone at once; its files stay.</summary>
    public async Task KillAsync()
    {
        IsDown = true;
        await connection.DisposeAsync();
        await Process.KillAsync();
    }

    /// <summary>Starts the node again. It knows the cluster from its files.</summary>
    public async Task RestartAsync()
    {
        await Process.RestartAsync();
        connection = await ConnectAsync(Process);
        IsDown = false;
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await Process.DisposeAsync();
    }

    /// <summary>Starts a node that knows no other yet.</summary>
    internal static async Task<RedisClusterNode> StartAsync(string[] settings)
    {
        var process = await RedisServerProcess.StartAsync(["--cluster-enabled", "yes", .. settings]);
        var connection = await ConnectAsync(process);
        return new(process, connection, (string)(await connection.GetServers()[0].ExecuteAsync("CLUSTER", "MYID"))!);
    }

    internal Task MeetAsync(RedisClusterNode other) => ClusterAsync("MEET", "127.0.0.1", other.Port);

    private static Task<ConnectionMultiplexer> ConnectAsync(RedisServerProcess process) =>
        ConnectionMultiplexer.ConnectAsync(process.ConnectionString + ",allowAdmin=true,asyncTimeout=60000");
}

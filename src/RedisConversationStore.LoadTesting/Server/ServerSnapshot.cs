using StackExchange.Redis;

namespace Conversations.LoadTesting;

/// <summary>What the servers tell of themselves at a moment, INFO of all primaries together.</summary>
internal sealed class ServerSnapshot
{
    private const string CommandStatistics = "cmdstat_";

    private readonly IReadOnlyList<InfoText> nodes;

    private ServerSnapshot(IReadOnlyList<InfoText> nodes)
    {
        this.nodes = nodes;
        Commands = nodes.SelectMany(node => node.NamesAfter(CommandStatistics)).Distinct().ToDictionary(
            name => name,
            name => new CommandTime(Sum(CommandStatistics + name, "calls"), Sum(CommandStatistics + name, "usec")));
    }

    internal int Nodes => nodes.Count;

    internal string Version => nodes[0].Text("valkey_version") is { } valkey ? $"Valkey {valkey}" : $"Redis {nodes[0].Text("redis_version") ?? "?"}";

    internal string Allocator => nodes[0].Text("mem_allocator") ?? "?";

    /// <summary>Whether the main thread's processor time is told, or the process's at least.</summary>
    internal bool TellsProcessor => nodes.All(node => node.Has("used_cpu_user"));

    /// <summary>Of the main thread, which executes commands; of the process where that is not told.</summary>
    internal double ProcessorMicroseconds => 1e6 * (nodes[0].Has("used_cpu_user_main_thread")
        ? Sum("used_cpu_user_main_thread") + Sum("used_cpu_sys_main_thread")
        : ProcessSeconds);

    /// <summary>Processor time of the process, its other threads too.</summary>
    internal double ProcessSeconds => Sum("used_cpu_user") + Sum("used_cpu_sys");

    internal double NetworkInBytes => Sum("total_net_input_bytes");

    internal double NetworkOutBytes => Sum("total_net_output_bytes");

    internal bool HasAof => nodes.All(node => node.Number("aof_enabled") > 0);

    internal double AofBytes => Sum("aof_current_size");

    internal bool TellsMemory => nodes.All(node => node.Has("used_memory"));

    internal double UsedMemory => Sum("used_memory");

    /// <summary>What is used for data: buffers of clients, replicas and the append-only file come and go.</summary>
    internal double DataMemory => UsedMemory - ClientMemory - Sum("mem_aof_buffer") - Sum("mem_total_replication_buffers") - Sum("mem_cluster_links");

    internal double ClientMemory => Sum("mem_clients_normal") + Sum("mem_clients_slaves");

    internal double Clients => Sum("connected_clients");

    internal double Fragmentation => nodes.Average(node => node.Number("mem_fragmentation_ratio"));

    /// <summary>Of one node; 0 when there is no limit.</summary>
    internal double MaxMemory => nodes.Min(node => node.Number("maxmemory"));

    /// <summary>Of one node; 0 when it is not told.</summary>
    internal double MachineMemory => nodes.Min(node => node.Number("total_system_memory"));

    /// <summary>Calls and time of each command. What scripts call counts here, too.</summary>
    internal IReadOnlyDictionary<string, CommandTime> Commands { get; }

    /// <summary>Time in all commands; what scripts call counts twice.</summary>
    internal double CommandMicroseconds => Commands.Values.Sum(command => command.Microseconds);

    /// <summary>Asks all primaries.</summary>
    internal static Task<ServerSnapshot> ReadAsync(IConnectionMultiplexer connection) =>
        ReadAsync([.. connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false })]);

    internal static async Task<ServerSnapshot> ReadAsync(params IReadOnlyList<IServer> primaries)
    {
        var replies = await Task.WhenAll(primaries.Select(server => server.InfoRawAsync("all"))).ConfigureAwait(false);
        return new([.. replies.Select(reply => new InfoText(reply ?? ""))]);
    }

    /// <summary>All keys of the database that is measured.</summary>
    internal double Keys(int database) => Sum($"db{database}", "keys");

    /// <summary>Calls and time of a command.</summary>
    internal CommandTime Command(string name) => Commands.GetValueOrDefault(name);

    private double Sum(string name) => nodes.Sum(node => node.Number(name));

    private double Sum(string name, string field) => nodes.Sum(node => node.Field(name, field));
}

/// <summary>A line of the command statistics.</summary>
/// <param name="Calls">How often it was called.</param>
/// <param name="Microseconds">Time in it.</param>
internal readonly record struct CommandTime(double Calls, double Microseconds);

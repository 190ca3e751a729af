namespace Conversations.LoadTesting.Planning;

/// <summary>What the servers tell of themselves at a moment, INFO of all primaries together.</summary>
internal sealed class ServerState
{
    private readonly IReadOnlyList<InfoText> nodes;

    internal ServerState(IReadOnlyList<InfoText> nodes) => this.nodes = nodes;

    internal int Nodes => nodes.Count;

    internal string Version => nodes[0].Text("valkey_version") is { } valkey ? $"Valkey {valkey}" : $"Redis {nodes[0].Text("redis_version") ?? "?"}";

    internal string Allocator => nodes[0].Text("mem_allocator") ?? "?";

    /// <summary>Whether the main thread's processor time is told, or the process's at least.</summary>
    internal bool TellsProcessor => nodes[0].Has("used_cpu_user");

    internal double ProcessorMicroseconds => 1e6 * (nodes[0].Has("used_cpu_user_main_thread")
        ? Sum("used_cpu_user_main_thread") + Sum("used_cpu_sys_main_thread")
        : Sum("used_cpu_user") + Sum("used_cpu_sys"));

    internal double NetworkInBytes => Sum("total_net_input_bytes");

    internal double NetworkOutBytes => Sum("total_net_output_bytes");

    internal bool HasAof => nodes.All(node => node.Number("aof_enabled") > 0);

    internal double AofBytes => Sum("aof_current_size");

    internal double AofRewrites => Sum("aof_rewrites");

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

    /// <summary>All keys of the database that is measured.</summary>
    internal double Keys(int database) => nodes.Sum(node => node.Field($"db{database}", "keys"));

    /// <summary>Calls and time of a command. What scripts call counts here, too.</summary>
    internal CommandTime Command(string name) => new(nodes.Sum(node => node.Field($"cmdstat_{name}", "calls")), nodes.Sum(node => node.Field($"cmdstat_{name}", "usec")));

    /// <summary>Time in all commands; what scripts call counts twice.</summary>
    internal double CommandMicroseconds => nodes.Sum(node => node.Names("cmdstat_").Sum(name => node.Field(name, "usec")));

    private double Sum(string name) => nodes.Sum(node => node.Number(name));
}

/// <summary>A line of the command statistics.</summary>
/// <param name="Calls">How often it was called.</param>
/// <param name="Microseconds">Time in it.</param>
internal readonly record struct CommandTime(double Calls, double Microseconds);

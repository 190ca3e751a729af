using System.Globalization;

namespace Conversations.LoadTesting.Planning;

/// <summary>How near each limit is, and in words.</summary>
internal static class LimitUses
{
    internal static IReadOnlyList<LimitUse> Of(CapacityProfile profile, ShardCapacity shard, int shards, double bytes, double peakCommits, NetworkLoad network, double peakOperations, CapacityCheck check)
    {
        var memory = bytes / (shards * shard.UsableMemoryBytes);
        var processor = peakCommits / (shards * shard.UsableCommitsPerSecond);
        var busiest = Math.Max(network.PeakIn, network.PeakOut) / (shards * NetworkBytes(profile));
        var replicas = peakOperations / profile.Replicas / check.MeasuredOperationsPerSecond;
        return [.. new LimitUse[]
        {
            new("memory", memory, $"Memory comes first: on day {profile.RetentionDays} the store takes {Percent(memory)} of what {Shards(shards)} may use with the headroom kept. Shorten the retention, or add memory or shards."),
            new("processor", processor, $"The server's one core comes first: at the peak commits, reads and removals take {Percent(processor)} of what {Shards(shards)} may use with the headroom kept. Add shards; rooms spread over them, one room does not."),
            new("network", busiest, $"The network comes first: at the peak it carries {Percent(busiest)} of what {Shards(shards)} may send or receive. Read smaller pages, or add shards."),
            new("replicas", replicas, $"The replicas come first: at the peak each of {profile.Replicas} has to do {Percent(replicas)} of what one process did here, with nothing else to do. Add replicas."),
        }.OrderByDescending(limit => limit.Use)];
    }

    /// <summary>Bytes a second that a shard's network may carry in one direction, the headroom kept.</summary>
    internal static double NetworkBytes(CapacityProfile profile) => profile.NetworkMegabits * 1e6 / 8 * (1 - profile.Headroom);

    private static string Shards(int shards) => shards == 1 ? "one shard" : string.Create(CultureInfo.InvariantCulture, $"{shards} shards");

    private static string Percent(double share) => share < 0.001 ? "less than 0.1%" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");
}

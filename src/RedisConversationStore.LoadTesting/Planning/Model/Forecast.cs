namespace Conversations.LoadTesting.Planning;

/// <summary>What follows for a profile from what was measured: arithmetic only.</summary>
internal static class Forecast
{
    private const double SecondsPerDay = 86_400;
    private const double Gib = 1L << 30;
    private const double UnknownShardBytes = 4 * Gib;

    // A replica's client keeps two connections to a server at most: commands, and subscriptions.
    private const int ConnectionsPerReplica = 2;

    internal static CapacityPlan Of(CapacityProfile profile, MemoryModel memory, IReadOnlyList<OperationCost> costs, ServerFacts server, CapacityCheck check)
    {
        var mix = OperationMix.Of(profile);
        var timeline = MemoryTimeline.Of(profile, memory);
        var mean = profile.MeanCommitsPerSecond;
        var peak = mean * profile.PeakFactor;

        // Alone, operations come in larger batches than mixed, and so a little cheaper: the dearer of the two is what a shard is planned with.
        var serverMicroseconds = Math.Max(mix.Total(costs, cost => cost.ServerMicroseconds), check.MeasuredServerMicroseconds * mix.OperationsPerCommit);
        var shard = Shard(profile, serverMicroseconds, server);
        var perCommitIn = mix.Total(costs, cost => cost.NetworkInBytes);
        var perCommitOut = mix.Total(costs, cost => cost.NetworkOutBytes);
        var network = new NetworkLoad(mean * perCommitIn, mean * perCommitOut, peak * perCommitIn, peak * perCommitOut);
        var connections = (long)(profile.Replicas * ConnectionsPerReplica * server.BytesPerConnection);
        var shards = new ShardsNeeded(
            Count(peak / shard.UsableCommitsPerSecond),
            Count(timeline[^1].Bytes / Math.Max(1, shard.UsableMemoryBytes - connections - server.UsedBytes)),
            Count(Math.Max(network.PeakIn, network.PeakOut) / LimitUses.NetworkBytes(profile)));
        var aof = Aof(profile, mix.Total(costs, cost => cost.AofBytes), timeline[^1].Bytes, server.IsAofMeasured);
        var peakOperations = peak * mix.OperationsPerCommit;
        return new()
        {
            Profile = profile,
            Server = server,
            Costs = costs,
            Memory = timeline,
            ConnectionBytes = connections,
            MeanCommitsPerSecond = mean,
            PeakCommitsPerSecond = peak,
            PeakOperationsPerSecond = peakOperations,
            Shard = shard,
            Shards = shards,
            Network = network,
            Aof = aof,
            Limits = LimitUses.Of(profile, shard, shards.Needed, timeline[^1].Bytes + ((connections + server.UsedBytes) * shards.Needed), peak, network, peakOperations, check),
            Check = check,
        };
    }

    private static ShardCapacity Shard(CapacityProfile profile, double serverMicrosecondsPerCommit, ServerFacts server)
    {
        var commits = 1e6 / serverMicrosecondsPerCommit;
        var memory = profile.ShardMemoryGib * Gib ?? server.MaxMemoryBytes ?? server.MachineBytes / 2.0 ?? UnknownShardBytes;
        var usable = 1 - profile.Headroom;
        return new(commits, commits * usable, memory, memory * usable);
    }

    private static AofLoad Aof(CapacityProfile profile, double bytesPerCommit, double fullBytes, bool isMeasured)
    {
        var expiry = profile.IdempotencyKeys ? AofEstimate.ExpiryBytes : 0;
        var perDay = (bytesPerCommit + expiry) * profile.MeanCommitsPerSecond * SecondsPerDay;

        // After a rewrite the file is about as large as the data, and grows by as much before the next.
        return new(bytesPerCommit + expiry, perDay, perDay / Math.Max(fullBytes, 64 << 20), isMeasured);
    }

    private static int Count(double shards) => (int)Math.Clamp(Math.Ceiling(shards), 1, int.MaxValue);
}

namespace Conversations.LoadTesting.Planning;

/// <summary>What a profile needs.</summary>
public sealed record CapacityPlan
{
    /// <summary>What was planned for.</summary>
    public required CapacityProfile Profile { get; init; }

    /// <summary>The server that was measured.</summary>
    public required ServerFacts Server { get; init; }

    /// <summary>What operations cost on it.</summary>
    public required IReadOnlyList<OperationCost> Costs { get; init; }

    /// <summary>Memory from the first day until retention is reached.</summary>
    public required IReadOnlyList<MemoryPoint> Memory { get; init; }

    /// <summary>What the connections of all replicas take on every shard.</summary>
    public required long ConnectionBytes { get; init; }

    /// <summary>Commits a second, the mean of the day.</summary>
    public required double MeanCommitsPerSecond { get; init; }

    /// <summary>Commits a second at the peak.</summary>
    public required double PeakCommitsPerSecond { get; init; }

    /// <summary>Operations a second at the peak: commits, reads and removals.</summary>
    public required double PeakOperationsPerSecond { get; init; }

    /// <summary>What one shard can do.</summary>
    public required ShardCapacity Shard { get; init; }

    /// <summary>How many shards it takes.</summary>
    public required ShardsNeeded Shards { get; init; }

    /// <summary>The network of all shards together.</summary>
    public required NetworkLoad Network { get; init; }

    /// <summary>The append-only files of all shards together.</summary>
    public required AofLoad Aof { get; init; }

    /// <summary>How near each limit is at the peak, the nearest first; 1 is the limit of the shards and replicas as planned, headroom kept.</summary>
    public required IReadOnlyList<LimitUse> Limits { get; init; }

    /// <summary>The model against a real load.</summary>
    public required CapacityCheck Check { get; init; }

    /// <summary>The memory once retention is reached, connections included.</summary>
    public long FullBytes => Memory[^1].Bytes + (ConnectionBytes * Shards.Needed);

    /// <summary>The first bottleneck in words.</summary>
    public string Bottleneck => Limits[0].Explanation;
}

/// <summary>What one shard can do, all of its one core and all of its memory.</summary>
/// <param name="CommitsPerSecond">Commits with the reads and removals that belong to them.</param>
/// <param name="UsableCommitsPerSecond">The same with the headroom kept free.</param>
/// <param name="MemoryBytes">Its memory.</param>
/// <param name="UsableMemoryBytes">Its memory with the headroom kept free.</param>
public sealed record ShardCapacity(double CommitsPerSecond, double UsableCommitsPerSecond, double MemoryBytes, double UsableMemoryBytes);

/// <summary>How many shards are needed, and for what.</summary>
/// <param name="ForProcessor">For the server time at the peak.</param>
/// <param name="ForMemory">For the memory once retention is reached.</param>
/// <param name="ForNetwork">For the network at the peak.</param>
public sealed record ShardsNeeded(int ForProcessor, int ForMemory, int ForNetwork)
{
    /// <summary>The most of them.</summary>
    public int Needed => Math.Max(ForProcessor, Math.Max(ForMemory, ForNetwork));
}

/// <summary>Bytes a second over the network, as the servers see it.</summary>
/// <param name="MeanIn">Read, the mean of the day.</param>
/// <param name="MeanOut">Written, the mean of the day.</param>
/// <param name="PeakIn">Read at the peak.</param>
/// <param name="PeakOut">Written at the peak.</param>
public sealed record NetworkLoad(double MeanIn, double MeanOut, double PeakIn, double PeakOut);

/// <summary>What the append-only file grows by.</summary>
/// <param name="BytesPerCommit">For a commit, with the removal and the expiry that belong to it.</param>
/// <param name="BytesPerDay">On a day.</param>
/// <param name="RewritesPerDay">How often it doubles and is rewritten, as Redis does by default.</param>
/// <param name="IsMeasured">Whether it was measured; otherwise it is computed from the size of the commands.</param>
public sealed record AofLoad(double BytesPerCommit, double BytesPerDay, double RewritesPerDay, bool IsMeasured);

/// <summary>How near a limit is.</summary>
/// <param name="Name">Which one: <c>memory</c>, <c>processor</c>, <c>network</c> or <c>replicas</c>.</param>
/// <param name="Use">The share that is used at the peak; above 1 it does not fit.</param>
/// <param name="Explanation">The same in words.</param>
public sealed record LimitUse(string Name, double Use, string Explanation);

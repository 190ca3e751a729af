using StackExchange.Redis;

namespace Conversations.Testing;

/// <summary>A slot on its way from one primary to another: some of its keys are here, some there.</summary>
public sealed class SlotMove
{
    private readonly RedisCluster cluster;
    private readonly int slot;

    internal SlotMove(RedisCluster cluster, int slot, RedisClusterNode source, RedisClusterNode target)
    {
        this.cluster = cluster;
        this.slot = slot;
        Source = source;
        Target = target;
    }

    public RedisClusterNode Source { get; }

    public RedisClusterNode Target { get; }

    /// <summary>Moves some keys of the slot.</summary>
    /// <returns>How many were moved; zero when none is left.</returns>
    public async Task<int> MoveKeysAsync(int count)
    {
        var keys = (RedisKey[])(await Source.ClusterAsync("GETKEYSINSLOT", slot, count))!;
        if (keys.Length > 0) await Source.ExecuteAsPrimaryAsync("MIGRATE", ["127.0.0.1", Target.Port, "", 0, 10_000, "KEYS", .. keys]);
        return keys.Length;
    }

    /// <summary>Moves the keys that are left, whoever they belong to, and makes the target the owner of the slot.</summary>
    public async Task CompleteAsync()
    {
        while (await MoveKeysAsync(100) > 0) continue;

        // The target first: if it were last, the source's redirections would lead to a node that redirects back.
        await Target.ClusterAsync("SETSLOT", slot, "NODE", Target.Id);
        await Source.ClusterAsync("SETSLOT", slot, "NODE", Target.Id);
        await cluster.AgreedAsync(slot, Target);
    }
}

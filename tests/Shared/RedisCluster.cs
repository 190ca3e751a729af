using System.Diagnostics;
using StackExchange.Redis;

namespace Conversations.Testing;

/// <summary>A Redis Cluster of redis-server processes on loopback: three primaries, each with a replica. It ends with its owner, as <see cref="RedisServerProcess"/> does.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16384;
    private const int Primaries = 3;
    private static readonly TimeSpan FailoverPatience = TimeSpan.FromSeconds(10);

    // A handshake that goes wrong is given up after the timeout, and gossip begins it anew: so every cluster forms with a short one.
    // A replica syncs at once instead of waiting for others that might want to, and is a candidate however old its data.
    private static readonly string[] DefaultSettings =
    [
        "--cluster-node-timeout", "2000", "--cluster-replica-validity-factor", "0", "--cluster-allow-replica-migration", "no",
        "--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1",
    ];

    private readonly TimeSpan? nodeTimeout;
    private readonly string[] settings;
    private readonly List<RedisClusterNode> nodes = [];

    private RedisCluster(TimeSpan? nodeTimeout, string[] settings)
    {
        this.nodeTimeout = nodeTimeout;
        this.settings = [.. DefaultSettings, .. settings];
    }

    /// <summary>All nodes: those that began as primaries, their replicas in the same order, and those that were added.</summary>
    public IReadOnlyList<RedisClusterNode> Nodes => nodes;

    /// <summary>The nodes the cluster began with: a client learns of others by itself.</summary>
    public string ConnectionString => string.Join(',', nodes.Take(2 * Primaries).Select(node => node.ConnectionString));

    /// <summary>Starts a cluster that serves all slots, with replicas in sync.</summary>
    /// <param name="nodeTimeout">How long a node may be silent before the others take it for dead, until it is restarted; null for two seconds.</param>
    /// <param name="settings">Further settings of every node, such as <c>--appendonly yes</c>.</param>
    public static async Task<RedisCluster> StartAsync(TimeSpan? nodeTimeout = null, params string[] settings)
    {
        var cluster = new RedisCluster(nodeTimeout, settings);
        try
        {
            await cluster.FormAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The slot of a key.</summary>
    public async Task<int> SlotOfAsync(RedisKey key) => (int)await nodes.First(node => !node.IsDown).ClusterAsync("KEYSLOT", key);

    /// <summary>The primary that serves a slot.</summary>
    public async Task<RedisClusterNode> PrimaryOfAsync(int slot) =>
        Find((await ViewAsync()).Nodes.Single(node => !node.IsReplica && Serves(node, slot)));

    /// <summary>All primaries that serve slots.</summary>
    public async Task<IReadOnlyList<RedisClusterNode>> PrimariesAsync() =>
        [.. (await ViewAsync()).Nodes.Where(node => node is { IsReplica: false, Slots.Count: > 0 }).Select(Find)];

    /// <summary>The replica of a primary.</summary>
    public async Task<RedisClusterNode> ReplicaOfAsync(RedisClusterNode primary) =>
        Find((await ViewAsync()).Nodes.Single(node => node.IsReplica && node.ParentNodeId == primary.Id));

    /// <summary>Adds a primary without slots, which has never seen a script.</summary>
    public async Task<RedisClusterNode> AddPrimaryAsync()
    {
        var added = await RedisClusterNode.StartAsync(settings);
        nodes.Add(added);
        foreach (var other in Up(except: added)) await added.MeetAsync(other);
        await AgreedAsync("a node that was added", view => view.Nodes.Count == nodes.Count && view.Nodes.All(IsIn));
        await ReadyAsync();
        await SetTimeoutAsync(added);
        return added;
    }

    /// <summary>Moves a slot and all its keys to another primary.</summary>
    public async Task MoveSlotAsync(int slot, RedisClusterNode target)
    {
        await (await BeginMoveAsync(slot, target)).CompleteAsync();
    }

    /// <summary>Begins to move a slot: both primaries redirect for keys that they do not have.</summary>
    public async Task<SlotMove> BeginMoveAsync(int slot, RedisClusterNode target)
    {
        var source = await PrimaryOfAsync(slot);
        await target.ClusterAsync("SETSLOT", slot, "IMPORTING", source.Id);
        await source.ClusterAsync("SETSLOT", slot, "MIGRATING", target.Id);
        return new(this, slot, source, target);
    }

    /// <summary>Has nobody serve a slot any more.</summary>
    public Task DropSlotAsync(int slot) =>
        Condition.HoldsAsync($"nobody serves slot {slot}", async () =>
        {
            // Once more where gossip that was on its way has brought it back.
            var isDropped = true;
            foreach (var node in Up())
            {
                if (!(await node.ViewAsync()).Nodes.Any(seen => Serves(seen, slot))) continue;
                await node.ClusterAsync("DELSLOTS", slot);
                isDropped = false;
            }

            return isDropped;
        });

    /// <summary>Makes a replica the primary, without losing a write where its primary is up. Others do not vote for two replicas of one primary within twice the node timeout: forth and back works, and forth again only then.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="how">Null to agree with the primary; FORCE or TAKEOVER where it is down.</param>
    public async Task FailOverAsync(RedisClusterNode replica, string? how = null)
    {
        var parent = Of(await replica.ViewAsync(), replica).ParentNodeId;
        var primary = nodes.Single(node => node.Id == parent);

        // Refused while the two are just connecting to each other, and given up by the replica when it takes more than five seconds.
        var asked = Stopwatch.StartNew();
        var isAsked = false;
        await Condition.HoldsAsync($"{replica.ConnectionString} fails over", async () =>
        {
            if (Of(await replica.ViewAsync(), replica) is { IsReplica: false }) return true;
            if (isAsked && asked.Elapsed < FailoverPatience) return false;
            isAsked = (string?)await replica.ClusterAsync(how is null ? ["FAILOVER"] : ["FAILOVER", how]) == "OK";
            asked.Restart();
            return false;
        });
        await IsPrimaryAsync(replica);

        // For a failover back the new primary must know its replica, and those who vote that it is one; they learn it by gossip.
        if (!primary.IsDown) await AgreedAsync($"the new replica {primary.ConnectionString}", view => Of(view, primary).ParentNodeId == replica.Id);
        await ReadyAsync();
    }

    /// <summary>Waits until all nodes that are up know that a replica has become the primary.</summary>
    public Task IsPrimaryAsync(RedisClusterNode replica) =>
        AgreedAsync($"the failover to {replica.ConnectionString}", view => Of(view, replica) is { IsReplica: false, Slots.Count: > 0 });

    /// <summary>Waits until all nodes that are up serve all slots and every replica follows its primary.</summary>
    public async Task ReadyAsync()
    {
        await EachAsync("every slot is served", async node => (await node.ClusterAsync("INFO")).ToString().Contains("cluster_state:ok", StringComparison.Ordinal));
        await EachAsync("replicas are in sync", async node =>
        {
            var replication = await node.InfoAsync("replication");
            return replication["role"] == "master" || replication["master_link_status"] == "up";
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
    }

    /// <summary>Waits until every node that is up knows who serves a slot.</summary>
    internal Task AgreedAsync(int slot, RedisClusterNode owner) =>
        AgreedAsync($"the owner of slot {slot}", view => view.Nodes.Any(node => node.NodeId == owner.Id && Serves(node, slot)));

    private Task AgreedAsync(string what, Func<ClusterConfiguration, bool> isSeen) =>
        EachAsync($"{what} is known", async node => isSeen(await node.ViewAsync()));

    private IEnumerable<RedisClusterNode> Up(params RedisClusterNode[] except) => nodes.Where(node => !node.IsDown).Except(except);

    private async Task FormAsync()
    {
        nodes.AddRange(await Task.WhenAll(Enumerable.Range(0, 2 * Primaries).Select(_ => RedisClusterNode.StartAsync(settings))));
        for (var i = 0; i < Primaries; i++)
        {
            await nodes[i].ClusterAsync("SET-CONFIG-EPOCH", i + 1);
            await nodes[i].ClusterAsync("ADDSLOTSRANGE", i * Slots / Primaries, ((i + 1) * Slots / Primaries) - 1);
        }

        // Each pair, and not only through the first: gossip would take seconds to introduce the others.
        foreach (var node in nodes)
        {
            foreach (var other in nodes.TakeWhile(other => other != node)) await node.MeetAsync(other);
        }

        await AgreedAsync("every node", view => view.Nodes.Count == nodes.Count && view.Nodes.All(IsIn));
        for (var i = 0; i < Primaries; i++) await nodes[Primaries + i].ClusterAsync("REPLICATE", nodes[i].Id);
        await AgreedAsync("every replica", view => view.Nodes.Count(node => node.IsReplica) == Primaries);
        await ReadyAsync();
        foreach (var node in nodes) await SetTimeoutAsync(node);
    }

    private Task SetTimeoutAsync(RedisClusterNode node) =>
        nodeTimeout is { } timeout ? node.Server.ConfigSetAsync("cluster-node-timeout", (long)timeout.TotalMilliseconds) : Task.CompletedTask;

    private static bool Serves(ClusterNode node, int slot) => node.Slots.Any(range => range.From <= slot && slot <= range.To);

    private static bool IsIn(ClusterNode node) => !node.Raw.Contains("handshake", StringComparison.Ordinal);

    private static ClusterNode Of(ClusterConfiguration view, RedisClusterNode node) => view.Nodes.Single(seen => seen.NodeId == node.Id);

    private RedisClusterNode Find(ClusterNode found) => nodes.Single(node => node.Id == found.NodeId);

    private Task<ClusterConfiguration> ViewAsync() => nodes.First(node => !node.IsDown).ViewAsync();

    private async Task EachAsync(string what, Func<RedisClusterNode, Task<bool>> holds)
    {
        foreach (var node in Up()) await Condition.HoldsAsync($"{what}, asked of {node.ConnectionString}", () => holds(node));
    }
}

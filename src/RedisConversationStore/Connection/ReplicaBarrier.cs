using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Holds back the acknowledgement of a write until enough replicas have it: Redis' WAIT, on every primary, since a write may go to several (an event and its locator) and a redirection may send it to another than the client thought.</summary>
/// <remarks>WAIT speaks of what its server had executed before it. It says nothing of a server that was replaced between the write and the WAIT, so a connection that was opened anew meanwhile makes the outcome unknown.</remarks>
internal sealed class ReplicaBarrier(StoreConnection connection, int replicas, TimeSpan timeout)
{
    private bool isLacking;

    /// <summary>Refuses a connection that would give up a WAIT before the replicas' time is over.</summary>
    /// <param name="configuration">What a store of its own is to be connected by; its defaults are filled in.</param>
    /// <param name="options">The store's options.</param>
    /// <exception cref="ArgumentException">It would.</exception>
    internal static void Check(ConfigurationOptions configuration, RedisConversationStoreOptions options)
    {
        if (options.WaitForReplicas == 0) return;
        ConnectionDefaults.Apply(configuration);
        if (options.ReplicaTimeout < TimeSpan.FromMilliseconds(configuration.AsyncTimeout)) return;
        throw new ArgumentException($"{nameof(options.ReplicaTimeout)} ({options.ReplicaTimeout.TotalMilliseconds} ms) must be shorter than the connection's asyncTimeout ({configuration.AsyncTimeout} ms), which ends the waiting for replicas. Raise asyncTimeout in the connection string, or shorten {nameof(options.ReplicaTimeout)}.", nameof(options));
    }

    /// <summary>The primaries and their connections before a write.</summary>
    internal List<(IServer Server, long Sockets)> Begin()
    {
        var primaries = new List<(IServer, long)>();
        foreach (var server in connection.Opened!.GetServers())
        {
            if (IsPrimary(server)) primaries.Add((server, Sockets(server)));
        }

        return primaries;
    }

    /// <summary>Waits for the replicas of every primary. One round trip.</summary>
    /// <exception cref="StoreUnavailableException">Too few replicas have the write, or nobody knows.</exception>
    internal async Task EndAsync(List<(IServer Server, long Sockets)> before)
    {
        try
        {
            await ReachAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RedisConnectionException or RedisTimeoutException or ObjectDisposedException || IsDemotion(fault))
        {
            throw FaultTranslator.ReplicasUnknown(fault);
        }
        catch (RedisServerException refused) when (FaultTranslator.Translate(refused, isWrite: true) is { } translated)
        {
            throw FaultTranslator.OnlyRestFailed(translated);
        }

        foreach (var (server, sockets) in before)
        {
            if (!IsPrimary(server) || Sockets(server) != sockets) throw FaultTranslator.ReplicasUnknown(inner: null);
        }
    }

    private async Task ReachAsync()
    {
        var waits = new List<(IServer Server, Task<RedisResult> Reached)>();
        foreach (var server in connection.Opened!.GetServers())
        {
            if (IsPrimary(server)) waits.Add((server, server.ExecuteAsync("WAIT", replicas, (long)timeout.TotalMilliseconds)));
        }

        foreach (var (server, wait) in waits)
        {
            var reached = (int)await wait.ConfigureAwait(false);
            if (reached >= replicas || !await MayHoldDataAsync(server).ConfigureAwait(false)) continue;
            if (!Interlocked.Exchange(ref isLacking, true)) connection.Log.ReplicasMissing(reached, replicas, timeout.TotalSeconds);
            throw FaultTranslator.TooFewReplicas(reached, replicas, timeout);
        }

        if (Volatile.Read(ref isLacking) && Interlocked.Exchange(ref isLacking, false)) connection.Log.ReplicasBack(replicas);
    }

    // What a primary answers that has become a replica, before the WAIT or during it.
    private static bool IsDemotion(Exception fault) =>
        fault is RedisServerException && (fault.Message.StartsWith("UNBLOCKED", StringComparison.Ordinal) || fault.Message.Contains("replica instances", StringComparison.Ordinal));

    private static bool IsPrimary(IServer server) => server is { IsConnected: true, IsReplica: false } && server.ServerType != ServerType.Sentinel;

    // A node that has just joined a cluster is a primary without slots, and without replicas. Its own word is
    // asked for, because what the client knows may be older than the slots that are being moved to it.
    private static async Task<bool> MayHoldDataAsync(IServer server)
    {
        if (server.ServerType != ServerType.Cluster) return true;
        var view = await ServerQuestions.ClusterAsync(server).ConfigureAwait(false);
        return view.Members.FirstOrDefault(member => member.IsMyself) is not { } itself || itself.Slots.Count > 0 || itself.MovesSlots;
    }

    private static long Sockets(IServer server) => server.GetCounters().Interactive.SocketCount;
}

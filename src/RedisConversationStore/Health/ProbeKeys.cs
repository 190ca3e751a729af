using System.Net;
using StackExchange.Redis;

namespace Conversations.Redis.Health;

/// <summary>A key for each primary, to write to: on a cluster one that hashes to it.</summary>
internal static class ProbeKeys
{
    // With three primaries a handful of tries finds all; one that serves a single slot is found within these more often than not.
    private const int Tries = 16384;

    /// <summary>The primaries that serve keys, as the client knows them, with a key of each.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="keys">Forms the keys.</param>
    /// <param name="first">The number of the first key that may be taken: by it, who must share no key with others stays apart.</param>
    internal static List<(IServer Server, RedisKey Key)> For(IConnectionMultiplexer connection, KeySpace keys, int first = 0)
    {
        var servers = connection.GetServers();
        var view = Array.Find(servers, server => server is { IsConnected: true, ServerType: ServerType.Cluster })?.ClusterConfiguration;
        if (view is null) return Primary(servers) is { } primary ? [(primary, keys.Health(first))] : [];

        var wanted = view.Nodes.Count(node => node is { IsReplica: false, Slots.Count: > 0 });
        var found = new Dictionary<EndPoint, RedisKey>();
        for (var number = first; number < first + Tries && found.Count < wanted; number++)
        {
            var key = keys.Health(number);
            if (view.GetBySlot(key)?.EndPoint is { } endPoint) found.TryAdd(endPoint, key);
        }

        return [.. found.Select(pair => (connection.GetServer(pair.Key), pair.Value))];
    }

    // A replica only where nothing else is known: it will say what it is.
    private static IServer? Primary(IServer[] servers) =>
        Array.Find(servers, server => server is { IsConnected: true, IsReplica: false })
        ?? Array.Find(servers, server => server.IsConnected)
        ?? servers.FirstOrDefault();
}

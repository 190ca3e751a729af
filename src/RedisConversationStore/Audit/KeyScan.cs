using System.Runtime.CompilerServices;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Audit;

/// <summary>Walks the keys of all primaries, a bounded number a round trip.</summary>
internal static class KeyScan
{
    private const int PageSize = 500;

    /// <exception cref="StoreUnavailableException">A primary cannot be reached: a walk without it would tell half of the truth.</exception>
    internal static async IAsyncEnumerable<RedisKey> KeysAsync(IConnectionMultiplexer connection, RedisGateway redis, string pattern, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var database = connection.GetDatabase().Database;
        foreach (var server in Primaries(connection))
        {
            await foreach (var key in redis.EnumerateAsync(_ => server.KeysAsync(database, pattern, PageSize), CallKeys.None, cancellationToken).ConfigureAwait(false)) yield return key;
        }
    }

    private static List<IServer> Primaries(IConnectionMultiplexer connection)
    {
        var connected = connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }).ToList();
        if (connected.Find(server => server.ServerType == ServerType.Cluster) is { ClusterConfiguration: { } cluster })
        {
            var primaries = cluster.Nodes.Where(node => !node.IsReplica && node.Slots.Count > 0).Select(node => node.EndPoint).ToList();
            connected.RemoveAll(server => !primaries.Contains(server.EndPoint));
            if (connected.Count < primaries.Count) throw Unreachable($"{primaries.Count - connected.Count} of {primaries.Count} primaries of the cluster cannot be reached.");
        }

        return connected.Count > 0 ? connected : throw Unreachable("No primary can be reached.");
    }

    private static StoreUnavailableException Unreachable(string message) =>
        new(UnavailableReason.Connection, message, isRetrySafe: true, mayHaveTakenEffect: false);
}

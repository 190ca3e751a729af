using StackExchange.Redis;

namespace Conversations.Redis.Tests;

/// <summary>What a server, or all primaries of a cluster, hold under a prefix.</summary>
internal static class Keyspace
{
    internal static string[] Under(IConnectionMultiplexer connection, string prefix) =>
    [
        .. connection.GetServers()
            .Where(server => !server.IsReplica)
            .SelectMany(server => server.Keys(pattern: prefix + ":*", pageSize: 5000))
            .Select(key => key.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}

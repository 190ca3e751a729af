using StackExchange.Redis;

namespace Conversations.Redis.Tests;

/// <summary>What a server holds under a prefix.</summary>
internal static class Keyspace
{
    internal static string[] Under(IConnectionMultiplexer connection, string prefix) =>
        [.. connection.GetServers().Single().Keys(pattern: prefix + ":*", pageSize: 1000).Select(key => key.ToString()).Distinct().Order(StringComparer.Ordinal)];
}

using System.Security.Cryptography;
using StackExchange.Redis;

namespace Conversations.LoadTesting.Planning;

/// <summary>The keys of a plan: under a prefix that nobody has, and gone at the end.</summary>
internal static class PlanningKeys
{
    private const int Chunk = 500;

    /// <summary>A prefix nearly as short as that of a store, for keys are measured.</summary>
    internal static string NewPrefix() => "p" + RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>Whether the client reports what a server did or did not do.</summary>
    internal static bool IsFromServer(Exception fault) => fault is RedisException or RedisCommandException or TimeoutException;

    /// <summary>Removes every key that begins with a prefix that was made up for the occasion.</summary>
    /// <exception cref="PlanningException">Some are left.</exception>
    internal static async Task SweepAsync(IConnectionMultiplexer connection, string prefix)
    {
        try
        {
            await RemoveAsync(connection, prefix).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsFromServer(fault))
        {
            throw new PlanningException($"The server failed, and keys of the measurement are left on it: all that begin with '{prefix}'. {fault.Message}", fault);
        }
    }

    private static async Task RemoveAsync(IConnectionMultiplexer connection, string prefix)
    {
        var database = connection.GetDatabase();
        foreach (var server in connection.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var keys in server.KeysAsync(database.Database, prefix + "*", Chunk).Chunk(Chunk).ConfigureAwait(false))
            {
                // One by one: on a cluster a command takes keys of one slot only.
                await Task.WhenAll(keys.Select(key => database.KeyDeleteAsync(key))).ConfigureAwait(false);
            }
        }
    }
}

using StackExchange.Redis;

namespace Conversations.Cli.Stores;

/// <summary>Removes every key under a prefix. For prefixes that were made up for the occasion, never for a user's.</summary>
internal static class KeySweep
{
    private const int PageSize = 500;

    /// <param name="connection">The Redis connection string.</param>
    /// <param name="prefix">The prefix, of letters, digits and hyphens.</param>
    /// <param name="cancellationToken">Stops between keys.</param>
    /// <exception cref="StoreUnavailableException">The server does not answer, or refuses.</exception>
    public static async Task RunAsync(string connection, string prefix, CancellationToken cancellationToken)
    {
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(connection);
            var database = redis.GetDatabase();
            foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            {
                await foreach (var key in server.KeysAsync(database.Database, $"{prefix}:*", PageSize).WithCancellation(cancellationToken))
                {
                    await database.KeyDeleteAsync(key);
                }
            }
        }
        catch (RedisException fault)
        {
            throw new StoreUnavailableException(UnavailableReason.Server, "The server did not let the demo's keys be removed.", isRetrySafe: true, mayHaveTakenEffect: true, fault);
        }
    }
}

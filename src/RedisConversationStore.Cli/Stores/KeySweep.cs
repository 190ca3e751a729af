using StackExchange.Redis;

namespace Conversations.Cli.Stores;

/// <summary>Removes every key under a prefix. For prefixes that were made up for the occasion, never for a user's.</summary>
internal static class KeySweep
{
    private const int PageSize = 500;

    /// <param name="connection">The Redis connection string.</param>
    /// <param name="prefix">The prefix.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="StoreUnavailableException">The server does not answer, or refuses.</exception>
    public static async Task RunAsync(string connection, string prefix, CancellationToken cancellationToken)
    {
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(connection);
            var database = redis.GetDatabase();
            foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            {
                var page = new List<Task>(PageSize);
                await foreach (var key in server.KeysAsync(database.Database, $"{Escaped(prefix)}:*", PageSize).WithCancellation(cancellationToken))
                {
                    // Key by key, as keys of a cluster must be, and a page of them under way at a time.
                    page.Add(database.KeyDeleteAsync(key));
                    if (page.Count < PageSize) continue;
                    await Task.WhenAll(page);
                    page.Clear();
                }

                await Task.WhenAll(page);
            }
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            throw new StoreUnavailableException(UnavailableReason.Server, "The server did not let the keys be removed.", isRetrySafe: true, mayHaveTakenEffect: true, fault);
        }
    }

    // What stands for other characters in a pattern stands for itself behind a backslash.
    private static string Escaped(string prefix) =>
        string.Concat(prefix.Select(character => @"*?[]\".Contains(character) ? $@"\{character}" : $"{character}"));
}

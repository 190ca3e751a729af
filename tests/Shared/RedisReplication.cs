namespace Conversations.Testing;

/// <summary>A primary and its replicas.</summary>
public sealed class RedisReplication : IAsyncDisposable
{
    private readonly List<RedisServerProcess> servers = [];

    private RedisReplication()
    {
    }

    public RedisServerProcess Primary => servers[0];

    public IReadOnlyList<RedisServerProcess> Replicas => servers[1..];

    /// <summary>All of them, the first primary first.</summary>
    public IReadOnlyList<RedisServerProcess> Servers => servers;

    /// <summary>Starts the servers, and waits until the replicas follow.</summary>
    /// <param name="replicas">How many replicas.</param>
    /// <param name="primaryPort">The port at which the replicas reach the primary, such as a proxy's; null for its own.</param>
    /// <param name="settings">Further settings of each server.</param>
    public static async Task<RedisReplication> StartAsync(int replicas, Func<RedisServerProcess, int>? primaryPort = null, params string[] settings)
    {
        var replication = new RedisReplication();
        try
        {
            // Without the delay in which a primary waits for more replicas to come.
            settings = ["--repl-diskless-sync-delay", "0", .. settings];
            var primary = await RedisServerProcess.StartAsync(settings);
            replication.servers.Add(primary);
            var port = primaryPort?.Invoke(primary) ?? primary.Port;
            for (var number = 0; number < replicas; number++)
            {
                replication.servers.Add(await RedisServerProcess.StartAsync(["--replicaof", "127.0.0.1", $"{port}", .. settings]));
            }

            foreach (var replica in replication.Replicas) await replica.FollowsAsync();
            return replication;
        }
        catch
        {
            await replication.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
    }
}

using Conversations.DevServer;
using Conversations.Testing;

namespace Conversations.Redis.Benchmarks;

/// <summary>The server that is measured: the redis-server on the PATH, or the dev server where there is none.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly IAsyncDisposable server;

    private BenchmarkServer(string name, string connectionString, IAsyncDisposable server)
    {
        Name = name;
        ConnectionString = connectionString;
        this.server = server;
    }

    /// <summary>What it is, for whoever reads the figures.</summary>
    public string Name { get; }

    public string ConnectionString { get; }

    public static async Task<BenchmarkServer> StartAsync()
    {
        if (RedisServerProcess.FindExecutable() is null)
        {
            var embedded = await RedisDevServer.StartAsync();
            return new("dev server in this process (no redis-server on the PATH): its figures say little about Redis", embedded.ConnectionString, embedded);
        }

        var process = await RedisServerProcess.StartAsync();
        return new("redis-server", process.ConnectionString, process);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

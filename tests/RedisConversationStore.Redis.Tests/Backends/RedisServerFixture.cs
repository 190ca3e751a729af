using Conversations.Testing;

namespace Conversations.Redis.Tests;

/// <summary>The redis-server on the PATH.</summary>
public sealed class RedisServerFixture : RedisFixture
{
    private RedisServerProcess? server;

    public override string Name => "redis-server";

    /// <summary>The process, for tests that stop it.</summary>
    public RedisServerProcess Server => server!;

    protected override async Task<string?> StartAsync()
    {
        if (RedisServerProcess.FindExecutable() is null) return RedisServerProcess.Missing;
        server = await RedisServerProcess.StartAsync();
        return null;
    }

    protected override string GetConnectionString() => server!.ConnectionString;

    protected override async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

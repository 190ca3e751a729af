namespace Conversations.Redis.Tests;

/// <summary>The redis-server on the PATH.</summary>
public sealed class RedisServerFixture : RedisFixture
{
    private RedisServerProcess? server;

    public override string Name => "redis-server";

    /// <summary>The process, for tests that stop it.</summary>
    public RedisServerProcess Server => server!;

    protected override async Task StartAsync() => server = await RedisServerProcess.StartAsync();

    protected override string GetConnectionString() => server!.ConnectionString;

    protected override async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

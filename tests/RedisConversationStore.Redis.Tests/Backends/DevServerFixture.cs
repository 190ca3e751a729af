using Conversations.DevServer;

namespace Conversations.Redis.Tests;

/// <summary>The dev server, inside this process.</summary>
public sealed class DevServerFixture : RedisFixture
{
    private RedisDevServer? server;

    public override string Name => "dev server";

    protected override async Task StartAsync() => server = await RedisDevServer.StartAsync();

    protected override string GetConnectionString() => server!.ConnectionString;

    protected override async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

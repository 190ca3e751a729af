namespace Conversations.Redis.Tests;

/// <summary>The redis-server on the PATH, spoken to in RESP2: some replies have another shape than in RESP3, which the client speaks by default.</summary>
public sealed class Resp2Fixture : RedisFixture
{
    private RedisServerProcess? server;

    public override string Name => "redis-server, RESP2";

    protected override async Task StartAsync() => server = await RedisServerProcess.StartAsync();

    protected override string GetConnectionString() => server!.ConnectionString + ",protocol=resp2";

    protected override async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

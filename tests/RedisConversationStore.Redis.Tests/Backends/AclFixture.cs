using Conversations.Redis.Tests.Security;
using StackExchange.Redis;

namespace Conversations.Redis.Tests;

/// <summary>The redis-server on the PATH, where the store has no more rights than docs/security.md gives it.</summary>
public sealed class AclFixture : RedisFixture
{
    private RedisServerProcess? server;

    public override string Name => "redis-server, least-privilege user";

    // The rules name it.
    protected override string KeyPrefix => new RedisConversationStoreOptions().KeyPrefix;

    protected override async Task StartAsync()
    {
        server = await RedisServerProcess.StartAsync();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        await AccessRules.Store.ApplyAsync(admin);
    }

    protected override string GetConnectionString() => server!.ConnectionString;

    protected override string GetLogin() => AccessRules.Store.Login;

    protected override async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

using Conversations.Redis.Tests.Security;
using StackExchange.Redis;

namespace Conversations.Redis.Tests;

/// <summary>A server newer than the redis-server on the PATH, where the store has no more rights than docs/security.md gives it.</summary>
/// <param name="binary">The server's name in <see cref="NewerServer.Folder"/>.</param>
/// <param name="protocol">What the client speaks: <c>resp3</c> or <c>resp2</c>.</param>
public abstract class NewerServerFixture(string binary, string protocol) : RedisFixture
{
    private RedisServerProcess? server;

    public override string Name => $"{binary}, {protocol}";

    // The rules name it.
    protected override string KeyPrefix => new RedisConversationStoreOptions().KeyPrefix;

    protected override async Task StartAsync()
    {
        server = await RedisServerProcess.StartFromAsync(NewerServer.Find(binary)!);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        await AccessRules.Store.ApplyAsync(admin);
    }

    protected override string GetConnectionString() => $"{server!.ConnectionString},protocol={protocol}";

    protected override string GetLogin() => AccessRules.Store.Login;

    protected override async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }
}

/// <summary>Redis 8.</summary>
public sealed class Redis8Fixture() : NewerServerFixture(NewerServer.Redis8, "resp3");

/// <summary>Redis 8, spoken to in RESP2.</summary>
public sealed class Redis8Resp2Fixture() : NewerServerFixture(NewerServer.Redis8, "resp2");

/// <summary>Valkey 8.</summary>
public sealed class Valkey8Fixture() : NewerServerFixture(NewerServer.Valkey8, "resp3");

/// <summary>Valkey 8, spoken to in RESP2.</summary>
public sealed class Valkey8Resp2Fixture() : NewerServerFixture(NewerServer.Valkey8, "resp2");

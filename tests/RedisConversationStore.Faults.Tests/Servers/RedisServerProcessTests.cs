using Conversations.Testing;

namespace Conversations.Faults.Tests.Servers;

/// <summary>Servers can be killed, restarted, stopped and replaced.</summary>
public sealed class RedisServerProcessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_that_is_killed_comes_back_on_its_port_with_its_files()
    {
        await using var server = await StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await server.ExecuteAsync("SET", "key", "value");

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => server.ExecuteAsync("PING"));
        await server.RestartAsync("--hz", "50");

        Assert.Equal("value", (string?)await server.ExecuteAsync("GET", "key"));
        Assert.Equal("50", ((string[])(await server.ExecuteAsync("CONFIG", "GET", "hz"))!)[1]);
    }

    [Fact]
    public async Task Server_that_is_stopped_answers_once_it_is_resumed()
    {
        await using var server = await StartAsync();
        server.Stop();
        var reply = server.ExecuteAsync("PING");

        await Task.Delay(300, Token);
        Assert.False(reply.IsCompleted);
        server.Resume();

        Assert.Equal("PONG", (string?)await reply);
    }

    [Fact]
    public async Task Sentinels_replace_a_primary_that_is_killed_and_make_it_a_replica_when_it_is_back()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var group = await SentinelGroup.StartAsync(replicas: 2);
        var primary = await group.PrimaryAsync();
        Assert.Equal("master", await primary.InfoAsync("replication", "role"));

        await primary.KillAsync();
        await group.HasReplacedAsync(primary, Token);
        await primary.RestartAsync();
        await primary.FollowsAsync(Token);

        await Condition.HoldsAsync("it follows the server that the sentinels name", async () => $"{(await group.PrimaryAsync()).Port}" == await primary.InfoAsync("replication", "master_port"), Token);
    }

    private static async Task<RedisServerProcess> StartAsync(params string[] settings)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        return await RedisServerProcess.StartAsync(settings);
    }
}

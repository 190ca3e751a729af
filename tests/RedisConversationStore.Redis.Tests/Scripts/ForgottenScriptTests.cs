using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>A server forgets scripts when it restarts, fails over or is told to. Callers must not notice.</summary>
public class ForgottenScriptTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scripts_that_the_dev_server_forgot_are_sent_again()
    {
        await using var server = await Conversations.DevServer.RedisDevServer.StartAsync(cancellationToken: Token);

        await ForgetWhileAddingAsync(server.ConnectionString);
    }

    [Fact]
    public async Task Scripts_that_redis_forgot_are_sent_again()
    {
        Assert.SkipWhen(Testing.RedisServerProcess.FindExecutable() is null, Testing.RedisServerProcess.Missing);
        await using var server = await Testing.RedisServerProcess.StartAsync();

        await ForgetWhileAddingAsync(server.ConnectionString);
    }

    private static async Task ForgetWhileAddingAsync(string connectionString)
    {
        const int callers = 16, each = 40;
        await using var store = await RedisConversationStore.ConnectAsync(connectionString, cancellationToken: Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await using var operators = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(connectionString + ",allowAdmin=true");
        var adding = Task.WhenAll(Enumerable.Range(0, callers).Select(AddAsync));
        do
        {
            await operators.GetServers()[0].ScriptFlushAsync();
            await Task.Delay(5, Token);
        }
        while (!adding.IsCompleted);

        await adding;
        Assert.Equal(callers * each, await store.Events.CountAsync(Samples.RoomId, Token));

        async Task AddAsync(int caller)
        {
            for (var i = 0; i < each; i++)
            {
                var added = await store.Events.AddAsync(Samples.Event($"event-{caller}-{i}"), cancellationToken: Token);
                Assert.Equal(AddEventOutcome.Committed, added.Outcome);
                await Task.Yield();
            }
        }
    }
}

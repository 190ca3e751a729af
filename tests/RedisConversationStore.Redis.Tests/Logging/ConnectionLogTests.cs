using Conversations.Conformance;
using Conversations.Redis.Tests.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Xunit;
using Condition = Conversations.Testing.Condition;

namespace Conversations.Redis.Tests.Logging;

/// <summary>What is logged of connections, and of calls that meet their faults.</summary>
public sealed class ConnectionLogTests : FaultTest, IDisposable
{
    private const string Login = ",connectTimeout=2000,asyncTimeout=2000,syncTimeout=2000,password=" + Secret;

    private readonly RecordingLogger log = new();

    [Fact]
    public async Task Server_that_is_lost_and_comes_back_is_told_of_once_each()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + Login, new() { LoggerFactory = log, OperationTimeout = TimeSpan.FromSeconds(5) }, Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        Assert.Equal([LogEvents.Connected], States());

        await server.KillAsync();
        for (var call = 0; call < 3; call++) await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Rooms.GetAsync(Samples.RoomId, Token));
        await Condition.HoldsAsync("the server is told to be lost", () => Task.FromResult(States().Length > 1), Token);
        Assert.Equal([LogEvents.Connected, LogEvents.ConnectionLost], States());
        await server.RestartAsync();
        await Condition.HoldsAsync("the server is told to be back", () => Task.FromResult(States().Length > 2), Token);

        Assert.Equal([LogEvents.Connected, LogEvents.ConnectionLost, LogEvents.ConnectionRestored], States());
        Assert.All(log.Lines.Where(line => line.Level > LogLevel.Debug), line => Assert.Equal(server.ConnectionString, line["Server"]));
        HidesSecret();
    }

    [Fact]
    public async Task Server_that_is_not_there_at_the_start_is_told_of_and_again_when_it_comes()
    {
        await using var server = await StartServerAsync();
        await server.KillAsync();
        await using var provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(log)
            .AddRedisConversationStore(server.ConnectionString + Login)
            .BuildServiceProvider();

        provider.GetRequiredService<RedisConversationStore>().BeginConnecting();
        await Condition.HoldsAsync("the server is told to be missing", () => Task.FromResult(States().Length > 0), Token);
        await server.RestartAsync();
        await Condition.HoldsAsync("the server is told to be there", () => Task.FromResult(States().Length > 1), Token);

        Assert.Equal([LogEvents.ServerUnreachable, LogEvents.ConnectionRestored], States());
        HidesSecret();
    }

    [Fact]
    public async Task Server_that_rejects_the_password_is_told_of_as_that()
    {
        await using var server = await StartServerAsync("--requirepass", "another");
        await using var provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(log)
            .AddRedisConversationStore(server.ConnectionString + Login)
            .BuildServiceProvider();

        provider.GetRequiredService<RedisConversationStore>().BeginConnecting();
        await Condition.HoldsAsync("the rejection is told", () => Task.FromResult(States().Length > 0), Token);

        Assert.Equal([LogEvents.CredentialsRejected], States());
        HidesSecret();
    }

    [Fact]
    public async Task Server_that_is_not_trusted_over_TLS_is_told_of_as_that()
    {
        await using var server = await TlsServer.StartAsync(Secret);
        await using var provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(log)
            .AddRedisConversationStore($"localhost:{server.Port},ssl=true" + Login)
            .BuildServiceProvider();
        var store = provider.GetRequiredService<RedisConversationStore>();

        store.BeginConnecting();
        await Condition.HoldsAsync("the distrust is told", () => Task.FromResult(States().Length > 0), Token);

        Assert.Equal([LogEvents.ServerDistrusted], States());
        var health = await store.CheckHealthAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(Redis.Health.StoreHealthReason.Access, health.Reason);
        Assert.Contains("could not be trusted over TLS", health.Message, StringComparison.Ordinal);
        HidesSecret();
    }

    [Fact]
    public async Task Calls_that_fail_are_logged_for_those_who_look_closely_only()
    {
        await using var server = await StartServerAsync();
        await using var store = await RedisConversationStore.ConnectAsync(server.ConnectionString + Login, new() { LoggerFactory = log, OperationTimeout = TimeSpan.FromMinutes(1), Retry = new() { MaxAttempts = 3, BaseDelay = TimeSpan.FromMilliseconds(1) } }, Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        var before = log.Lines.Count;

        await server.KillAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        var calls = log.Lines.Skip(before).Where(line => line.Id is >= 110 and < 120).ToList();
        Assert.Equal([LogEvents.CallRepeated, LogEvents.CallRepeated, LogEvents.CallGivenUp], calls.Select(line => line.Id));
        Assert.Equal([2, 3], calls.Take(2).Select(line => line["Attempt"]));
        Assert.Equal(3, calls[2]["Attempts"]);
        Assert.All(calls, line => Assert.Equal((LogLevel.Debug, null), (line.Level, line.Exception)));
    }

    [Fact]
    public async Task Connection_of_the_application_is_watched_until_the_store_is_closed()
    {
        await using var server = await StartServerAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var store = new RedisConversationStore(connection, new() { LoggerFactory = log });
        Assert.Equal([LogEvents.Connected], log.Ids);

        await store.DisposeAsync();
        var lost = new TaskCompletionSource();
        connection.ConnectionFailed += (_, failed) =>
        {
            if (failed.ConnectionType == ConnectionType.Interactive) lost.TrySetResult();
        };
        await server.KillAsync();
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);

        Assert.Equal([LogEvents.Connected], log.Ids);
    }

    [Fact]
    public async Task Replicas_that_lag_are_told_of_once_and_again_when_they_follow()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        await using var replication = await RedisReplication.StartAsync(1);
        await using var store = await RedisConversationStore.ConnectAsync(
            replication.Primary.ConnectionString + ",asyncTimeout=30000",
            new() { LoggerFactory = log, WaitForReplicas = 1, ReplicaTimeout = TimeSpan.FromSeconds(3), Retry = RetryOptions.None },
            Token);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        replication.Replicas[0].Stop();
        for (var call = 0; call < 3; call++) await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
        replication.Replicas[0].Resume();
        await replication.Replicas[0].FollowsAsync(Token);
        for (var call = 0; call < 3; call++) await store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);

        Assert.Equal([LogEvents.Connected, LogEvents.ReplicasMissing, LogEvents.ReplicasBack], States());
    }

    public void Dispose() => log.Dispose();

    private int[] States() => [.. log.Lines.Where(line => line.Level > LogLevel.Debug).Select(line => line.Id)];

    private void HidesSecret() => Assert.All(log.Lines, line => Assert.DoesNotContain(Secret, $"{line.Text} {line.Exception} {string.Join(' ', line.Values)}", StringComparison.Ordinal));
}

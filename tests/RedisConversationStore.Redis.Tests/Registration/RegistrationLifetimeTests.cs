using System.Globalization;
using Conversations.Conformance;
using Conversations.Redis.Tests.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using Xunit;
using Condition = Conversations.Testing.Condition;

namespace Conversations.Redis.Tests.Registration;

/// <summary>When a registered store is connected, and who closes the connection.</summary>
public sealed class RegistrationLifetimeTests : FaultTest
{
    [Fact]
    public async Task Application_starts_without_Redis_and_works_when_Redis_comes()
    {
        await using var server = await StartServerAsync();
        await server.KillAsync();
        using var host = CreateHost(services => services.AddRedisConversationStore(server.ConnectionString + ",connectTimeout=500", options => options.OperationTimeout = TimeSpan.FromSeconds(5)));

        await host.StartAsync(Token);
        var store = host.Services.GetRequiredService<IConversationStore>();
        await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Rooms.CreateAsync(Samples.Room(), Token));

        await server.RestartAsync();
        await Condition.HoldsAsync("the store works", async () =>
        {
            try
            {
                return await store.Rooms.GetAsync(Samples.RoomId, Token) is null;
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }, Token);
        Assert.NotNull(await store.Rooms.CreateAsync(Samples.Room(), Token));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Host_connects_its_stores_before_the_first_call()
    {
        await using var server = await StartServerAsync();
        await using var watcher = await WatchAsync(server);
        using var host = CreateHost(services => services
            .AddRedisConversationStore(server.ConnectionString + ",name=first")
            .AddKeyedRedisConversationStore("second", server.ConnectionString + ",name=second", options => options.KeyPrefix = "second"));

        await host.StartAsync(Token);

        await Condition.HoldsAsync("both are connected", async () => (await ClientsAsync(watcher)) is { } clients && clients.Contains("first") && clients.Contains("second"), Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_of_the_store_is_closed_with_the_container(bool isSynchronous)
    {
        await using var server = await StartServerAsync();
        await using var watcher = await WatchAsync(server);
        var provider = new ServiceCollection().AddRedisConversationStore(server.ConnectionString + ",name=owned").BuildServiceProvider();
        var store = provider.GetRequiredService<IConversationStore>();
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        Assert.Contains("owned", await ClientsAsync(watcher));

        if (isSynchronous) provider.Dispose();
        else await provider.DisposeAsync();

        await Condition.HoldsAsync("the connection is closed", async () => !(await ClientsAsync(watcher)).Contains("owned"), Token);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Rooms.GetAsync(Samples.RoomId, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_that_is_still_being_opened_is_closed_too(bool isSynchronous)
    {
        await using var server = await StartServerAsync();
        await using var watcher = await WatchAsync(server);
        var (accepted, open) = await ConnectionsAsync(watcher);
        server.Stop();
        var provider = new ServiceCollection().AddRedisConversationStore(server.ConnectionString + ",name=late").BuildServiceProvider();
        var store = provider.GetRequiredService<RedisConversationStore>();
        store.BeginConnecting();
        if (isSynchronous) provider.Dispose();
        else await provider.DisposeAsync();

        server.Resume();

        await Condition.HoldsAsync("the connection came late and is closed", async () => await ConnectionsAsync(watcher) is { } now && now.Accepted > accepted && now.Open == open, Token);
        Assert.Throws<ObjectDisposedException>(store.BeginConnecting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_of_the_application_stays_open(bool isSynchronous)
    {
        await using var server = await StartServerAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var provider = new ServiceCollection().AddRedisConversationStore(_ => connection).BuildServiceProvider();
        var store = provider.GetRequiredService<IConversationStore>();
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        if (isSynchronous) provider.Dispose();
        else await provider.DisposeAsync();

        await connection.GetDatabase().PingAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Rooms.GetAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Store_that_nobody_asked_for_never_connects()
    {
        await using var server = await StartServerAsync();
        await using var watcher = await WatchAsync(server);

        await using (new ServiceCollection().AddRedisConversationStore(server.ConnectionString + ",name=unused").BuildServiceProvider())
        {
            Assert.DoesNotContain("unused", await ClientsAsync(watcher));
        }
    }

    private static IHost CreateHost(Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services);
        return builder.Build();
    }

    private static async Task<ConnectionMultiplexer> WatchAsync(RedisServerProcess server) =>
        await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");

    private static async Task<(long Accepted, int Open)> ConnectionsAsync(ConnectionMultiplexer watcher)
    {
        var statistics = (await watcher.GetServers().Single().InfoAsync("stats")).Single();
        return (long.Parse(statistics.Single(figure => figure.Key == "total_connections_received").Value, CultureInfo.InvariantCulture), (await ClientsAsync(watcher)).Count);
    }

    private static async Task<List<string?>> ClientsAsync(ConnectionMultiplexer watcher) =>
        [.. (await watcher.GetServers().Single().ClientListAsync()).Select(client => client.Name)];
}

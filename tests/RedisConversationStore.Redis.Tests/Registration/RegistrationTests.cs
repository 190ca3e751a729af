using Conversations.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Registration;

/// <summary>Each way to register a store gives one that works, with the options that were meant.</summary>
public sealed class RegistrationTests(DevServerFixture fixture)
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private readonly string prefix = $"test:{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_connection_string()
    {
        await using var provider = new ServiceCollection()
            .AddRedisConversationStore(fixture.ConnectionString, options => options.KeyPrefix = prefix)
            .BuildServiceProvider();

        await KeepsARoomAsync(provider);
    }

    [Fact]
    public async Task By_configuration()
    {
        await using var provider = new ServiceCollection()
            .AddRedisConversationStore(Section(("ConnectionString", fixture.ConnectionString), ("KeyPrefix", prefix)))
            .BuildServiceProvider();

        await KeepsARoomAsync(provider);
    }

    [Fact]
    public async Task By_connection_of_the_application()
    {
        await using var provider = new ServiceCollection()
            .AddSingleton(fixture.Connection)
            .AddRedisConversationStore(services => services.GetRequiredService<IConnectionMultiplexer>(), options => options.KeyPrefix = prefix)
            .BuildServiceProvider();

        await KeepsARoomAsync(provider);
    }

    [Fact]
    public async Task Stores_with_keys_stand_side_by_side()
    {
        await using var provider = new ServiceCollection()
            .AddRedisConversationStore(fixture.ConnectionString, options => options.KeyPrefix = prefix)
            .AddKeyedRedisConversationStore("string", fixture.ConnectionString, options => options.KeyPrefix = prefix + "-string")
            .AddKeyedRedisConversationStore(DayOfWeek.Monday, Section(("ConnectionString", fixture.ConnectionString), ("KeyPrefix", prefix + "-section")))
            .AddKeyedRedisConversationStore(7, _ => fixture.Connection, options => options.KeyPrefix = prefix + "-connection")
            .BuildServiceProvider();

        IConversationStore[] stores =
        [
            provider.GetRequiredService<IConversationStore>(),
            .. new object[] { "string", DayOfWeek.Monday, 7 }.Select(key => provider.GetRequiredKeyedService<IConversationStore>(key)),
        ];

        for (var i = 0; i < stores.Length; i++) await stores[i].Rooms.CreateAsync(Samples.Room($"room-{i}"), Token);
        for (var i = 0; i < stores.Length; i++) Assert.Equal([$"room-{i}"], (await stores[i].Rooms.ListAsync(cancellationToken: Token)).Select(room => room.Id));
        Assert.Same(provider.GetRequiredKeyedService<RedisConversationStore>("string"), stores[1]);
    }

    [Fact]
    public async Task Keys_that_would_share_their_options_are_refused()
    {
        var services = new ServiceCollection().AddRedisConversationStore(fixture.ConnectionString).AddKeyedRedisConversationStore(new Nameless(), fixture.ConnectionString);

        Assert.Throws<ArgumentException>(() => services.AddKeyedRedisConversationStore("", fixture.ConnectionString));
        Assert.Throws<ArgumentException>(() => services.AddKeyedRedisConversationStore(new Nameless(), fixture.ConnectionString));
        await using var provider = services.AddKeyedRedisConversationStore("7", fixture.ConnectionString, options => options.KeyPrefix = prefix + "-text").AddKeyedRedisConversationStore(7, fixture.ConnectionString, options => options.KeyPrefix = prefix + "-number").BuildServiceProvider();
        Assert.NotSame(provider.GetRequiredKeyedService<IConversationStore>("7"), provider.GetRequiredKeyedService<IConversationStore>(7));
    }

    [Fact]
    public async Task Second_registration_takes_the_place_of_the_first()
    {
        await using var provider = new ServiceCollection()
            .AddRedisConversationStore("127.0.0.1:1", options => options.MaxEventBytes = 2048)
            .AddRedisConversationStore(fixture.ConnectionString, options => options.KeyPrefix = prefix)
            .BuildServiceProvider();

        await KeepsARoomAsync(provider);
        Assert.Equal(EventLimits.DefaultMaxEventBytes, provider.GetRequiredService<RedisConversationStore>().Options.MaxEventBytes);
    }

    [Fact]
    public async Task Store_in_memory_takes_its_place_in_tests_of_the_application()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddRedisConversationStore(_ => throw new InvalidOperationException("Nobody may look for a server.")).AddInMemoryConversationStore();
        using var host = builder.Build();

        await host.StartAsync(Token);

        Assert.True(host.Services.GetRequiredService<IConversationStore>().IsProcessLocal);
        await Task.WhenAll(host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask!));
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clock_is_the_one_registered_with_the_services_unless_another_is_set(bool isSet)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(new ManualClock(Now));
        if (isSet) services.Configure<RedisConversationStoreOptions>(options => options.TimeProvider = new ManualClock(Now.AddDays(1)));
        await using var provider = services.AddRedisConversationStore(_ => fixture.Connection, options => options.KeyPrefix = prefix).BuildServiceProvider();

        var store = provider.GetRequiredService<IConversationStore>();
        var room = await store.Rooms.UpdateAsync(await store.Rooms.CreateAsync(Samples.Room(), Token), Token);

        Assert.Equal(isSet ? Now.AddDays(1) : Now, room.UpdatedAt);
    }

    [Fact]
    public async Task What_is_set_after_the_store_was_made_changes_nothing()
    {
        var options = new RedisConversationStoreOptions { KeyPrefix = prefix };
        await using var store = new RedisConversationStore(fixture.Connection, options);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        options.MaxEventBytes = 1024;
        options.Retry.MaxAttempts = 0;

        var big = Samples.Event("e") with { Content = new TextContent { Body = new('x', 5000) } };
        Assert.Equal(AddEventOutcome.Committed, (await store.Events.AddAsync(big, cancellationToken: Token)).Outcome);
        Assert.Equal(1, RetryOptions.None.MaxAttempts);
    }

    private static IConfiguration Section(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create("Chat:" + value.Name, value.Value)))
            .Build()
            .GetSection("Chat");

    private async Task KeepsARoomAsync(ServiceProvider provider)
    {
        var store = provider.GetRequiredService<IConversationStore>();
        Assert.Same(provider.GetRequiredService<RedisConversationStore>(), store);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        Assert.NotNull(await store.Rooms.GetAsync(Samples.RoomId, Token));
        Assert.NotEmpty(Keyspace.Under(fixture.Connection, prefix));
    }

    private sealed class Nameless;
}

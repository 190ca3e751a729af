using Conversations.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Given = Conversations.Conformance.Samples;

namespace Conversations.Tests.Registration;

public sealed class InMemoryRegistrationTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_store_is_registered_under_its_contract_and_its_type()
    {
        await using var provider = new ServiceCollection().AddInMemoryConversationStore().BuildServiceProvider();

        var store = provider.GetRequiredService<IConversationStore>();

        Assert.Same(provider.GetRequiredService<InMemoryConversationStore>(), store);
        Assert.True(store.IsProcessLocal);
        await store.Rooms.CreateAsync(Given.Room(), Token);
        Assert.NotNull(await store.Rooms.GetAsync(Given.RoomId, Token));
    }

    [Fact]
    public async Task Stores_with_keys_share_nothing()
    {
        await using var provider = new ServiceCollection()
            .AddInMemoryConversationStore()
            .AddKeyedInMemoryConversationStore("support")
            .AddKeyedInMemoryConversationStore(DayOfWeek.Monday)
            .BuildServiceProvider();

        var support = provider.GetRequiredKeyedService<IConversationStore>("support");
        await support.Rooms.CreateAsync(Given.Room(), Token);

        Assert.Same(provider.GetRequiredKeyedService<InMemoryConversationStore>("support"), support);
        Assert.Null(await provider.GetRequiredService<IConversationStore>().Rooms.GetAsync(Given.RoomId, Token));
        Assert.Null(await provider.GetRequiredKeyedService<IConversationStore>(DayOfWeek.Monday).Rooms.GetAsync(Given.RoomId, Token));
    }

    [Fact]
    public async Task Clock_is_the_one_registered_with_the_services_unless_another_is_set()
    {
        await using var provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(new ManualClock(Now))
            .AddInMemoryConversationStore()
            .AddKeyedInMemoryConversationStore("other", options => options.TimeProvider = new ManualClock(Now.AddDays(1)))
            .BuildServiceProvider();

        Assert.Equal(Now, await UpdatedAtAsync(provider.GetRequiredService<IConversationStore>()));
        Assert.Equal(Now.AddDays(1), await UpdatedAtAsync(provider.GetRequiredKeyedService<IConversationStore>("other")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Store_ends_with_the_container(bool isSynchronous)
    {
        var provider = new ServiceCollection().AddInMemoryConversationStore().BuildServiceProvider();
        var store = provider.GetRequiredService<IConversationStore>();

        if (isSynchronous) provider.Dispose();
        else await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Rooms.GetAsync(Given.RoomId, Token));
    }

    [Fact]
    public async Task What_is_set_after_the_store_was_made_changes_nothing()
    {
        var options = new InMemoryConversationStoreOptions();
        await using var store = new InMemoryConversationStore(options);
        await store.Rooms.CreateAsync(Given.Room(), Token);

        options.MaxEventBytes = 1;

        await store.Events.AddAsync(Given.Event("e"), cancellationToken: Token);
    }

    private static async Task<DateTimeOffset> UpdatedAtAsync(IConversationStore store) =>
        (await store.Rooms.UpdateAsync(await store.Rooms.CreateAsync(Given.Room(), Token), Token)).UpdatedAt;
}

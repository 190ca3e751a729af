using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>A store that a newer version laid out in another way is left alone.</summary>
public sealed class LayoutTests(DevServerFixture fixture)
{
    private readonly RedisConversationStoreOptions options = new() { KeyPrefix = $"layout:{Guid.NewGuid():N}" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string LayoutKey => options.KeyPrefix + ":layout";

    [Fact]
    public async Task The_layout_is_noted_in_a_new_store_by_whatever_comes_first()
    {
        await using var store = new RedisConversationStore(fixture.Connection, options);

        Assert.Null(await store.Rooms.GetAsync(Samples.RoomId, Token));

        Assert.Equal("1", await fixture.Connection.GetDatabase().StringGetAsync(LayoutKey));
    }

    [Fact]
    public async Task Another_layout_is_refused_by_every_operation_and_left_untouched()
    {
        await fixture.Connection.GetDatabase().StringSetAsync(LayoutKey, "2");
        await using var store = new RedisConversationStore(fixture.Connection, options);

        var refused = await Assert.ThrowsAsync<IncompatibleLayoutException>(() => store.Rooms.CreateAsync(Samples.Room(), Token));
        await Assert.ThrowsAsync<IncompatibleLayoutException>(() => store.Rooms.GetAsync(Samples.RoomId, Token));
        await Assert.ThrowsAsync<IncompatibleLayoutException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        Assert.Equal((ConversationStoreErrorCodes.IncompatibleLayout, "2", "1"), (refused.Code, refused.Found, refused.Supported));
        Assert.Contains(LayoutKey, refused.Message, StringComparison.Ordinal);
        Assert.Equal([(RedisKey)LayoutKey], await KeysAsync());
    }

    [Fact]
    public async Task A_disposed_store_sends_nothing_over_the_connection_of_the_application()
    {
        var store = new RedisConversationStore(fixture.Connection, options);
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        var before = await KeysAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("e")], cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Rooms.DeleteAsync(Samples.RoomId, Token));

        Assert.Equal(before.ToHashSet(), (await KeysAsync()).ToHashSet());
    }

    private async Task<List<RedisKey>> KeysAsync()
    {
        var keys = new List<RedisKey>();
        await foreach (var key in fixture.Connection.GetServer(fixture.Connection.GetEndPoints()[0]).KeysAsync(pattern: options.KeyPrefix + ":*").WithCancellation(Token)) keys.Add(key);
        return keys;
    }
}

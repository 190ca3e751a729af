namespace Conversations.Redis.Load.Tests;

/// <summary>The plain implementation keeps what it says it keeps.</summary>
public sealed class PlainRedisStoreTests : IAsyncLifetime
{
    private RunningRedis? redis;

    private PlainRedisStore Store => new(redis!.Database, redis.Server);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        redis = await RunningRedis.StartAsync();
        await Store.ResetAsync([Messages.RoomId]);
    }

    public async ValueTask DisposeAsync()
    {
        if (redis is not null) await redis.DisposeAsync();
    }

    [Fact]
    public async Task Events_added_at_once_get_an_index_each_and_are_all_stored()
    {
        const int Events = 500;
        var added = await Task.WhenAll(Enumerable.Range(0, Events).Select(i => Store.AddAsync(Messages.Of($"event-{i}", $"key-{i}"))));

        Assert.Equal(Enumerable.Range(0, Events).Select(i => (long)i), added.Select(add => add.Index).Order());
        Assert.Equal(Events, await Store.CountAsync(Messages.RoomId));
        Assert.Equal(added[7].Index, (await Store.GetAsync("event-7")).Index);
    }

    [Fact]
    public async Task A_repeat_that_comes_later_is_a_duplicate()
    {
        var first = await Store.AddAsync(Messages.Of("first", "key"));
        var repeat = await Store.AddAsync(Messages.Of("repeat", "key"));

        Assert.False(first.IsDuplicate);
        Assert.Equal(first with { IsDuplicate = true }, repeat);
        Assert.Equal(1, await Store.CountAsync(Messages.RoomId));
    }

    [Fact]
    public Task An_unknown_room_is_refused() =>
        Assert.ThrowsAsync<KeyNotFoundException>(() => Store.AddAsync(Messages.Of("event") with { RoomId = "unknown" }));
}

using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Retries;

/// <summary>What a room remembers of its calls goes by itself.</summary>
public abstract class RecentCallsTests(RedisFixture fixture) : RetryTest(fixture)
{
    private const int Seconds = 60;

    [Fact]
    public async Task Room_remembers_the_calls_of_the_last_minute_and_no_others()
    {
        var options = CreateOptions();
        var store = new RedisConversationStore(Fixture.Connection, options);
        var database = Fixture.Connection.GetDatabase();
        var calls = new KeySpace(options.KeyPrefix).Room(Samples.RoomId).RecentCalls;
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("a", 1)), cancellationToken: Token);
        var now = (long)(await database.SortedSetRangeByRankWithScoresAsync(calls)).Single().Score;
        await database.SortedSetAddAsync(calls, [new("forgotten", now - Seconds - 1), new("remembered", now - Seconds + 30)]);

        await store.Rooms.PatchMetadataAsync(Samples.RoomId, DataObject.Of(("a", 2)), cancellationToken: Token);

        var remembered = await database.SortedSetRangeByRankAsync(calls);
        Assert.Equal(3, remembered.Length);
        Assert.Contains("remembered", remembered);
        Assert.InRange((await database.KeyTimeToLiveAsync(calls))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Seconds));
    }

    [Fact]
    public async Task Call_that_changed_nothing_is_not_remembered()
    {
        var options = CreateOptions();
        var store = new RedisConversationStore(Fixture.Connection, options);
        await store.Rooms.CreateAsync(Samples.Room(), Token);

        Assert.False(await store.Rooms.AdvanceDeliveredIndexAsync(Samples.RoomId, 5, cancellationToken: Token));
        Assert.False(await store.Bindings.RemoveAsync(Samples.RoomId, "unknown", Token));
        Assert.False(await store.Idempotency.ReleaseAsync(Samples.RoomId, "free", Token));
        Assert.False(await store.Rooms.AdvanceDeliveredIndexAsync("unknown", 0, cancellationToken: Token));
        Assert.Null(await store.Rooms.PatchMetadataAsync("unknown", DataObject.Empty, cancellationToken: Token));

        Assert.DoesNotContain(Keyspace.Under(Fixture.Connection, options.KeyPrefix), key => key.EndsWith(":recent_calls", StringComparison.Ordinal));
    }
}

public sealed class RecentCallsTestsOnDevServer(DevServerFixture fixture) : RecentCallsTests(fixture);

public sealed class RecentCallsTestsOnRedisServer(RedisServerFixture fixture) : RecentCallsTests(fixture);

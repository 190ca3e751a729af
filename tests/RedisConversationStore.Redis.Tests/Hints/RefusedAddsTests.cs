using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Adds and imports that a room refuses take back the locators that traveled beside them.</summary>
public abstract class RefusedAddsTests(RedisFixture fixture) : HintTest(fixture)
{
    private const int Adds = 100;

    [Fact]
    public async Task In_a_damaged_room_refused_adds_leave_no_locator()
    {
        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        await Database.HashSetAsync(Keys.Room(RoomId).Room, RoomFields.LatestIndex, "damaged");

        await Task.WhenAll(Enumerable.Range(0, Adds).Select(i => Assert.ThrowsAsync<CorruptRecordException>(() => Store.Events.AddAsync(Samples.Event($"e{i}"), cancellationToken: Token))));
        await Assert.ThrowsAsync<CorruptRecordException>(() => Store.Events.AddManyAsync(RoomId, [Samples.Event("m1"), Samples.Event("m2")], cancellationToken: Token));
        await Assert.ThrowsAsync<CorruptRecordException>(() => Store.Events.ImportAsync(Samples.Event("imported") with { Index = 7 }, Token));

        await HoldsNoLocatorAsync();
    }

    [Fact]
    public async Task Import_of_an_event_that_the_room_has_under_another_index_leaves_the_locator_of_the_stored_event()
    {
        await AddWithoutLocatorAsync();
        await Assert.ThrowsAsync<RecordConflictException>(() => Store.Events.ImportAsync(Samples.Event("e") with { Index = 7 }, Token));
        await LocatorLeadsToStoredAsync();
    }

    [Fact]
    public async Task Duplicate_of_another_event_by_its_key_leaves_the_locator_of_the_stored_event()
    {
        await AddWithoutLocatorAsync();
        await Store.Events.AddAsync(Samples.Event("other") with { IdempotencyKey = "key" }, cancellationToken: Token);
        var result = await Store.Events.AddAsync(Samples.Event("e") with { IdempotencyKey = "key" }, cancellationToken: Token);
        Assert.Equal("other", result.Event.Id);
        await LocatorLeadsToStoredAsync();
    }

    // Another room takes the locator over, and its deletion removes it.
    private async Task AddWithoutLocatorAsync()
    {
        const string Elsewhere = "elsewhere";
        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        await Store.Rooms.CreateAsync(Samples.Room(Elsewhere), Token);
        await Store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        await Store.Events.AddAsync(Samples.Event("e") with { RoomId = Elsewhere }, cancellationToken: Token);
        await Store.Rooms.DeleteAsync(Elsewhere, Token);
        Assert.Null(await Store.Events.GetAsync("e", Token));
    }

    private async Task LocatorLeadsToStoredAsync()
    {
        await Store.TidyUpAsync();
        Assert.Equal(0, (await Store.Events.GetAsync("e", Token))?.Index);
        await Store.Rooms.DeleteAsync(RoomId, Token);
        await HoldsNoLocatorAsync();
    }

    private Task HoldsNoLocatorAsync() =>
        Testing.Condition.HoldsAsync("no locator is left", async () => !(await AllKeysAsync()).Any(key => key.Contains(":locator:", StringComparison.Ordinal)), Token);
}

public sealed class RefusedAddsTestsOnDevServer(DevServerFixture fixture) : RefusedAddsTests(fixture);

public sealed class RefusedAddsTestsOnRedisServer(RedisServerFixture fixture) : RefusedAddsTests(fixture);

public sealed class RefusedAddsTestsOnCluster(ClusterFixture fixture) : RefusedAddsTests(fixture);

using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Adds that a damaged room refuses take back the locators that traveled beside them.</summary>
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

        await Testing.Condition.HoldsAsync("no locator is left", async () => !(await AllKeysAsync()).Any(key => key.Contains(":locator:", StringComparison.Ordinal)), Token);
    }
}

public sealed class RefusedAddsTestsOnDevServer(DevServerFixture fixture) : RefusedAddsTests(fixture);

public sealed class RefusedAddsTestsOnRedisServer(RedisServerFixture fixture) : RefusedAddsTests(fixture);

public sealed class RefusedAddsTestsOnCluster(ClusterFixture fixture) : RefusedAddsTests(fixture);

using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>Lists of the records of a room that has more of them than one step reads.</summary>
public abstract class LargeHashTests(RedisFixture fixture)
{
    private const int Count = 5000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_has_every_record_once()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        var prefix = $"test:{Guid.NewGuid():N}";
        var store = new RedisConversationStore(fixture.Connection, new() { KeyPrefix = prefix });
        var keys = new KeySpace(prefix).Room(Samples.RoomId);
        var database = fixture.Connection.GetDatabase();
        var ids = Enumerable.Range(0, Count).Select(number => $"id-{number:0000}").ToArray();
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await database.HashSetAsync(keys.Observations, Array.ConvertAll(ids, id => new HashEntry(id, StoredFormat.Encode(Samples.Observation(id)))));
        await database.HashSetAsync(keys.Markers, Array.ConvertAll(ids, id => new HashEntry(id, 7)));

        var observations = await store.Observations.ListAsync(Samples.RoomId, Token);
        var markers = await store.ReadState.MarkersAsync(Samples.RoomId, Token);
        await store.Rooms.DeleteAsync(Samples.RoomId, Token);

        Assert.Equal(ids, observations.Select(observation => observation.Id));
        Assert.Equal(ids, markers.Keys.Order(StringComparer.Ordinal));
        Assert.All(markers.Values, index => Assert.Equal(7, index));
    }
}

public sealed class LargeHashTestsOnDevServer(DevServerFixture fixture) : LargeHashTests(fixture);

public sealed class LargeHashTestsOnRedisServer(RedisServerFixture fixture) : LargeHashTests(fixture);

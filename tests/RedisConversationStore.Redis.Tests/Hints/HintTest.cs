using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>A store whose clock stands still, and access to its data beside it.</summary>
public abstract class HintTest(RedisFixture fixture) : IAsyncLifetime
{
    private protected const string RoomId = Samples.RoomId;

    private readonly string prefix = $"test:{Guid.NewGuid():N}";
    private RedisConversationStore? store;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ManualClock Clock { get; } = new(DateTimeOffset.UtcNow);

    private protected RedisConversationStore Store => store!;

    private protected KeySpace Keys => new(prefix);

    private protected IDatabase Database => fixture.Connection.GetDatabase();

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        store = CreateStore(fixture.Connection);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>The same store over another connection.</summary>
    private protected RedisConversationStore CreateStore(IConnectionMultiplexer connection) => new(connection, new() { KeyPrefix = prefix, TimeProvider = Clock });

    /// <summary>All keys of the store but the note of its layout, which stays.</summary>
    private protected string[] AllKeys() => [.. Keyspace.Under(fixture.Connection, prefix).Where(key => key != Keys.Layout)];

    /// <summary>Writes index entries as a writer does before the truth.</summary>
    private protected async Task WriteAsync(IEnumerable<HintEntry> entries)
    {
        foreach (var entry in entries) await Database.SortedSetAddAsync(entry.Key, entry.Member, entry.Score);
    }

    /// <summary>How many entries an index has. What the store sent before without waiting has been done by then: it went the same way.</summary>
    private protected Task<long> CountAsync(RedisKey index) => Database.SortedSetLengthAsync(index);

    private protected static string[] Ids(IEnumerable<Room> rooms) => [.. rooms.Select(room => room.Id)];

    private protected void PassGrace() => Clock.Advance(HintIndex.Grace + TimeSpan.FromSeconds(1));
}

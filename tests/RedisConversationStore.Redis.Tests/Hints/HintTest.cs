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
    private protected async Task<string[]> AllKeysAsync()
    {
        await Store.TidyUpAsync();
        return [.. Keyspace.Under(fixture.Connection, prefix).Where(key => key != Keys.Layout)];
    }

    /// <summary>Writes index entries as a writer does before the truth.</summary>
    private protected async Task WriteAsync(IEnumerable<HintEntry> entries)
    {
        foreach (var entry in entries) await Database.SortedSetAddAsync(entry.Key, entry.Member, entry.Score);
    }

    /// <summary>How many entries an index has when the store has tidied up.</summary>
    private protected async Task<long> CountAsync(RedisKey index)
    {
        await Store.TidyUpAsync();
        return await Database.SortedSetLengthAsync(index);
    }

    private protected static string[] Ids(IEnumerable<Room> rooms) => [.. rooms.Select(room => room.Id)];

    /// <summary>What a room's slot or an identity's slot notes of a write.</summary>
    private protected Task<RedisValue> NoteAsync(RedisKey intents, string nonce) => Database.HashGetAsync(intents, nonce);

    /// <summary>Notes a write as under way, as its writer does before it adds entries.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="nonce">The write.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="age">How long ago, by the server's clock.</param>
    private protected async Task NoteAsync(IndexOwner owner, string nonce, IEnumerable<HintEntry> entries, TimeSpan age)
    {
        var now = await ServerTimeAsync(owner.Intents);
        await Database.HashSetAsync(owner.Intents, nonce, $"p{(now + HintIndex.Life - age).ToUnixTimeSeconds()}:{IntentEntries.Format([.. entries])}");
    }

    /// <summary>Lets an entry of a former version have been suspected for a while, by the server's clock.</summary>
    private protected async Task SuspectAsync(IndexOwner owner, string nonce, TimeSpan age) =>
        await Database.HashSetAsync(owner.Intents, nonce, $"s{(await ServerTimeAsync(owner.Intents) - age).ToUnixTimeSeconds()}:");

    private async Task<DateTimeOffset> ServerTimeAsync(RedisKey key)
    {
        var server = fixture.Connection.GetServer(await Database.IdentifyEndpointAsync(key) ?? fixture.Connection.GetEndPoints()[0]);
        return await server.TimeAsync();
    }
}

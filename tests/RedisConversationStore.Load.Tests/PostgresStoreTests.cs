namespace Conversations.Redis.Load.Tests;

/// <summary>The PostgreSQL implementation keeps the promises of the store that it is measured with.</summary>
public sealed class PostgresStoreTests(PostgresStoreTests.Fixture fixture) : IClassFixture<PostgresStoreTests.Fixture>, IAsyncLifetime
{
    private const int Callers = 32;
    private static readonly byte[] Encoded = [1, 2, 3];

    private PostgresStore Store => fixture.Store!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresServer.FindBinaries() is null, PostgresServer.Missing);
        await Store.ResetAsync([Messages.RoomId]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Events_added_at_once_get_indices_without_gaps()
    {
        const int Events = 1_000;
        var added = await Task.WhenAll(Enumerable.Range(0, Events).Select(i => AddAsync(Messages.Of($"event-{i}", $"key-{i}"))));

        Assert.DoesNotContain(added, add => add.IsDuplicate);
        Assert.Equal(Enumerable.Range(0, Events).Select(i => (long)i), added.Select(add => add.Index).Order());
        Assert.Equal(Events, await Store.CountAsync(Messages.RoomId));
        Assert.Equal((Events - 1, Events), await Store.GetRoomAsync(Messages.RoomId));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Of_repeats_at_once_one_is_added(bool sameId, bool sameKey)
    {
        await AddAsync(Messages.Of("before"));
        var added = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => AddAsync(Messages.Of(sameId ? "event" : $"event-{i}", sameKey ? "key" : $"key-{i}"))));

        Assert.Single(added, add => !add.IsDuplicate);
        Assert.All(added, add => Assert.Equal(1, add.Index));
        Assert.Equal((1, 2), await Store.GetRoomAsync(Messages.RoomId));
    }

    [Fact]
    public async Task A_duplicate_by_id_claims_no_key()
    {
        await AddAsync(Messages.Of("first"));
        Assert.True((await AddAsync(Messages.Of("first", "key"))).IsDuplicate);
        Assert.Equal(new PeerAdd(1, IsDuplicate: false), await AddAsync(Messages.Of("second", "key")));
    }

    [Fact]
    public async Task A_key_is_free_once_it_has_expired()
    {
        await Store.AddAsync(Messages.Of("first", "key"), Encoded, timeToLive: TimeSpan.Zero);
        Assert.Equal(new PeerAdd(1, IsDuplicate: false), await AddAsync(Messages.Of("second", "key")));
        Assert.Equal(new PeerAdd(1, IsDuplicate: true), await AddAsync(Messages.Of("third", "key")));
    }

    [Fact]
    public Task An_unknown_room_is_refused() =>
        Assert.ThrowsAsync<KeyNotFoundException>(() => AddAsync(Messages.Of("event") with { RoomId = "unknown" }));

    [Fact]
    public async Task Commits_wait_for_the_disk_unless_they_are_told_not_to()
    {
        await using var relaxed = new PostgresStore(fixture.Server!, connections: 1, synchronousCommit: false);
        Assert.Equal(("on", "off"), (await Store.ShowAsync("synchronous_commit"), await relaxed.ShowAsync("synchronous_commit")));
        Assert.Equal("on", await Store.ShowAsync("fsync"));
    }

    private Task<PeerAdd> AddAsync(RoomEvent roomEvent) => Store.AddAsync(roomEvent, Encoded);

    public sealed class Fixture : IAsyncLifetime
    {
        internal PostgresServer? Server { get; private set; }

        internal PostgresStore? Store { get; private set; }

        public async ValueTask InitializeAsync()
        {
            if (PostgresServer.FindBinaries() is null) return;
            Server = await PostgresServer.StartAsync();
            Store = new PostgresStore(Server, Callers);
            await Store.CreateTablesAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (Store is not null) await Store.DisposeAsync();
            if (Server is not null) await Server.DisposeAsync();
        }
    }
}

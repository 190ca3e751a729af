using System.Text;
using Conversations.Conformance;
using Conversations.Redis.Operations;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Codec;

/// <summary>Damage in the data of a store: whoever reads it is told which key is corrupt, and what is intact stays readable.</summary>
public abstract class DamagedStoreTests(RedisFixture fixture) : IAsyncLifetime
{
    private const string Room = Samples.RoomId;

    private readonly string prefix = $"test:{Guid.NewGuid():N}";
    private RedisConversationStore? store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RoomKeys Keys => new KeySpace(prefix).Room(Room);

    private IDatabase Database => fixture.Connection.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        store = new(fixture.Connection, new() { KeyPrefix = prefix });
        await StoreOperations.SeedAsync(store, calls: 1);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    // In hexadecimal: no index, cut off in each part of the header, lengths beyond the end, and no MessagePack behind it.
    public static TheoryData<string> DamagedEvents =>
    [
        "", "00", "01", "index", "2d3101", "3939393939393939393939393939393901", "393939393939393939393939393939393939393901",
        "index01", "index010000", "index010000000000000000", "index01000000000000000000", "index0100000000000000000009" + "41", "index010000000000000000ffff", "index010000000000000000ffffffff0005", "index010000000000000000ffffffffffffc1",
        "index09010203",
    ];

    [Theory]
    [MemberData(nameof(DamagedEvents))]
    public async Task Event(string bytes)
    {
        var index = (long)await Database.HashGetAsync(Keys.Ids, "full");
        var damaged = Convert.FromHexString(bytes.Replace("index", Convert.ToHexString(Encoding.ASCII.GetBytes($"{index}")), StringComparison.Ordinal));
        await Database.SortedSetRemoveRangeByScoreAsync(Keys.Events, index, index);
        await Database.SortedSetAddAsync(Keys.Events, damaged, index);

        await CorruptAsync(Keys.Events, () => store!.Events.GetAsync(Room, "full", Token));
        await CorruptAsync(Keys.Events, () => store!.Events.GetAsync("full", Token));
        await CorruptAsync(Keys.Events, () => store!.Events.TimelineAsync(Room, cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Events.ConversationAsync(Room, cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Events.ContinueAsync(Room, EventCursor.Start, cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Idempotency.GetEventAsync(Room, "key of full", Token));
        await CorruptAsync(Keys.Events, () => store!.Events.AddAsync(Samples.Event("full"), cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Events.DeleteAsync(Room, "full", cancellationToken: Token));

        // An update keeps nothing behind the header, so it heals what is damaged there.
        if (bytes.EndsWith("ffffffffffffc1", StringComparison.Ordinal)) return;
        await CorruptAsync(Keys.Events, () => store!.Events.UpdateAsync(Samples.Event("full"), Token));

        // Nothing was made of it, and what is beside it can be used.
        Assert.Equal(damaged, (byte[]?)(await Database.SortedSetRangeByScoreAsync(Keys.Events, index, index)).Single());
        Assert.Equal("reply", (await store!.Events.GetAsync(Room, "reply", Token))!.Id);
        Assert.Equal(AddEventOutcome.Committed, (await store.Events.AddAsync(Samples.Event("after"), cancellationToken: Token)).Outcome);
    }

    /// <summary>Who reads on behind the last event of a page would read it again, for ever.</summary>
    [Fact]
    public async Task Event_with_an_index_before_its_place()
    {
        var index = (long)await Database.HashGetAsync(Keys.Ids, "reply");
        var member = (byte[])(await Database.SortedSetRangeByScoreAsync(Keys.Events, index, index)).Single()!;
        await Database.SortedSetRemoveAsync(Keys.Events, member);
        await Database.SortedSetAddAsync(Keys.Events, StoredEvent.ToMember(0, member.AsSpan(1)), index);

        await CorruptAsync(Keys.Events, () => store!.Events.TimelineAsync(Room, cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Events.ListAsync(Room, EventPage.After(index - 1), cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Events.ListAsync(Room, EventPage.After(index - 1), EventPages.MessagesOnly, Token));
        await CorruptAsync(Keys.Events, () => store!.Events.ListAsync(Room, EventPage.After(index - 1), new() { ParentEventId = "full" }, Token));
        await CorruptAsync(Keys.Events, () => store!.Events.ContinueAsync(Room, EventCursor.Start, cancellationToken: Token));
    }

    [Fact]
    public async Task Event_that_its_id_names_and_that_is_not_there()
    {
        var index = (long)await Database.HashGetAsync(Keys.Ids, "full");
        await Database.SortedSetRemoveRangeByScoreAsync(Keys.Events, index, index);

        await CorruptAsync(Keys.Events, () => store!.Events.GetAsync(Room, "full", Token));
        await CorruptAsync(Keys.Events, () => store!.Events.AddAsync(Samples.Event("full"), cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Events.AddManyAsync(Room, [Samples.Event("full"), Samples.Event("after")], cancellationToken: Token));
        await CorruptAsync(Keys.Events, () => store!.Events.DeleteAsync(Room, "full", cancellationToken: Token));
    }

    [Fact]
    public async Task Reply_that_a_thread_names_and_that_is_not_there()
    {
        var index = (long)await Database.HashGetAsync(Keys.Ids, "reply");
        await Database.SortedSetRemoveRangeByScoreAsync(Keys.Events, index, index);

        await CorruptAsync(Keys.Events, () => store!.Events.ThreadSummariesAsync(Room, ["full", "root 0"], Token));
        await CorruptAsync(Keys.Events, () => store!.Events.ListAsync(Room, EventPage.Newest(), new() { ParentEventId = "full" }, Token));
        await CorruptAsync(Keys.Events, () => store!.Events.DeleteAsync(Room, "full", cancellationToken: Token));
    }

    [Theory]
    [InlineData("record", "")]
    [InlineData("record", "\u0001")]
    [InlineData("record", "\u0007")]
    [InlineData("version", "x")]
    [InlineData("created_at", "x")]
    [InlineData("created_at", "99999999999999999999")]
    [InlineData("latest_index", "")]
    [InlineData("delivered_index", "x")]
    [InlineData("hint", "x")]
    [InlineData("m:z", "no ordinal")]
    public async Task Room_field(string field, string damaged)
    {
        await Database.HashSetAsync(Keys.Room, field, damaged);

        await CorruptAsync(Keys.Room, () => store!.Rooms.GetAsync(Room, Token));
        await CorruptAsync(Keys.Room, () => store!.Rooms.LoadContextAsync(Room, Token));
        await CorruptAsync(Keys.Room, () => store!.Rooms.ListAsync(cancellationToken: Token));
        if (field == "delivered_index") await CorruptAsync(Keys.Room, () => store!.Rooms.GetDeliveredIndexAsync(Room, Token));
        if (field == "latest_index") await CorruptAsync(Keys.Room, () => store!.Events.ContinueAsync(Room, EventCursor.Start, cancellationToken: Token));
        if (field is "created_at" or "hint") await CorruptAsync(Keys.Room, () => store!.Rooms.UpdateAsync(Samples.Room(), Token));
        if (field is "created_at") await CorruptAsync(Keys.Room, () => store!.Bindings.AddAsync(Samples.Binding("another"), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an epoch")]
    public async Task Epoch_of_a_room(string damaged)
    {
        await Database.HashSetAsync(Keys.Room, "epoch", damaged);

        await CorruptAsync(Keys.Room, () => store!.Events.ContinueAsync(Room, EventCursor.Start, cancellationToken: Token));
    }

    [Fact]
    public async Task Records_of_a_room()
    {
        RedisValue[] damages = [new byte[] { 1 }, new byte[] { 1, 0xc1 }, new byte[] { 7, 1, 2 }, RedisValue.EmptyString];
        foreach (var damaged in damages)
        {
            await Database.HashSetAsync(Keys.Bindings, Samples.ChannelId, damaged);
            await CorruptAsync(Keys.Bindings, () => store!.Bindings.GetAsync(Room, Samples.ChannelId, Token));
            await CorruptAsync(Keys.Bindings, () => store!.Bindings.ListAsync(Room, Token));
            await CorruptAsync(Keys.Bindings, () => store!.Bindings.UpdateAsync(Samples.Binding(), Token));
            await CorruptAsync(Keys.Bindings, () => store!.Rooms.LoadContextAsync(Room, Token));
            await Database.HashSetAsync(Keys.Participants, "participant", damaged);
            await CorruptAsync(Keys.Participants, () => store!.Participants.GetAsync(Room, "participant", Token));
            await CorruptAsync(Keys.Participants, () => store!.Participants.AddAsync(Samples.Participant(), Token));
            await Database.HashSetAsync(Keys.Tasks, "task", damaged);
            await CorruptAsync(Keys.Tasks, () => store!.Tasks.GetAsync("task", Token));
            await CorruptAsync(Keys.Tasks, () => store!.Tasks.ListAsync(Room, cancellationToken: Token));
            await Database.HashSetAsync(Keys.Observations, "observation", damaged);
            await CorruptAsync(Keys.Observations, () => store!.Observations.UpdateAsync(Samples.Observation(), Token));
            await Database.HashSetAsync(Keys.Markers, "channel", "x");
            await CorruptAsync(Keys.Markers, () => store!.ReadState.MarkersAsync(Room, Token));
            var identity = new KeySpace(prefix).Identity("identity");
            await Database.StringSetAsync(identity, damaged);
            await CorruptAsync(identity, () => store!.Identities.GetAsync("identity", Token));
        }
    }

    private static async Task CorruptAsync(RedisKey key, Func<Task> call) =>
        Assert.Equal(key.ToString(), (await Assert.ThrowsAsync<CorruptRecordException>(call)).Key);
}

public sealed class DamagedStoreTestsOnDevServer(DevServerFixture fixture) : DamagedStoreTests(fixture);

public sealed class DamagedStoreTestsOnRedisServer(RedisServerFixture fixture) : DamagedStoreTests(fixture);

public sealed class DamagedStoreTestsOnCluster(ClusterFixture fixture) : DamagedStoreTests(fixture);

using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Hostile;

/// <summary>Hostile bytes in every place of a store on a real server, met by every operation of the contract: each answers, or says which key is corrupt. Nothing else comes out, nobody waits for ever, and no other room changes.</summary>
public sealed class HostileStoreTests(RedisServerFixture fixture)
{
    private const string Bystander = "bystander";
    private const int DamagesPerPlace = 8;

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    // Each damage has a store of its own, so several can be suffered at a time.
    private static readonly ParallelOptions Several = new() { MaxDegreeOfParallelism = 8, CancellationToken = Token };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Places => [.. HostilePlace.ByName.Keys];

    private IDatabase Database => fixture.Connection.GetDatabase();

    [Theory]
    [MemberData(nameof(Places))]
    public Task Operation_answers_or_names_the_corrupt_key(string name) =>
        Parallel.ForEachAsync(Enumerable.Range(0, DamagesPerPlace), Several, async (seed, _) =>
        {
            await SufferAsync(
                keys => HostilePlace.ByName[name].PlantAsync(Database, keys, new(seed)),
                (operation, fault) => Assert.True(fault is CorruptRecordException corrupt && corrupt.Key.StartsWith("test:", StringComparison.Ordinal), $"{operation}, seed {seed}: {fault}"));
        });

    /// <summary>From a key of another type nothing can be read: the error names it, which the server's does not.</summary>
    [Fact]
    public async Task Key_of_another_type_is_named()
    {
        var places = new List<Func<KeySpace, RedisKey>>
        {
            keys => keys.Identity("identity"), keys => keys.Address("org-1", "sms", "+43 1 234"), keys => keys.EventLocator("full"), keys => keys.TaskLocator("task"), keys => keys.Rooms(null, null),
            keys => keys.ChannelRooms(Samples.ChannelId), keys => keys.Room(Samples.RoomId).Idempotency("key of full"), keys => keys.Room("doomed 0").Deleted,
        };
        places.AddRange(RoomKeys.Parts.Keys.Select(part => (Func<KeySpace, RedisKey>)(keys => keys.Room(Samples.RoomId).Part(part))));
        await Parallel.ForEachAsync(places, Several, async (place, _) =>
        {
            var told = 0;
            var planted = "";
            await SufferAsync(
                async keys =>
                {
                    planted = place(keys)!;
                    await Database.KeyDeleteAsync(place(keys));
                    await Database.ListRightPushAsync(place(keys), "a list");
                },
                (operation, fault) =>
                {
                    Assert.True(fault is StoreUnavailableException { Reason: UnavailableReason.Server, IsRetrySafe: false } && fault.Message.Contains($"The key '{planted}' ", StringComparison.Ordinal), $"{operation}, {planted}: {fault}");
                    told++;
                });
            Assert.True(told > 0, $"Nobody reads {place(new("test"))}.");
        });
    }

    /// <summary>The type of a key shows when it is claimed, behind the claims of the call's other events.</summary>
    [Fact]
    public async Task Many_adds_with_a_key_of_another_type_leave_nothing()
    {
        var prefix = $"test:{Guid.NewGuid():N}";
        var keys = new KeySpace(prefix).Room(Samples.RoomId);
        var store = new RedisConversationStore(fixture.Connection, new() { KeyPrefix = prefix });
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await Database.StringSetAsync(keys.Idempotency("key of again"), "other-epochegone"); // of a deleted incarnation
        await Database.ListRightPushAsync(keys.Idempotency("key of wrong"), "a list");
        var before = await StoredAsync();

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddManyAsync(Samples.RoomId, [Keyed("again"), Keyed("first"), Samples.Event("keyless"), Keyed("wrong"), Keyed("last")], cancellationToken: Token));

        Assert.Contains("WRONGTYPE", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StoredAsync());

        async Task<string[]> StoredAsync() =>
            await Task.WhenAll(Keyspace.Under(fixture.Connection, $"{prefix}:{{{Samples.RoomId}}}").Select(async key => $"{key}={Convert.ToHexString(await Database.KeyDumpAsync(key) ?? [])}"));

        static RoomEvent Keyed(string id) => Samples.Event(id) with { IdempotencyKey = $"key of {id}" };
    }

    /// <summary>Damages a store, makes every call of the contract on it, and shows what they throw.</summary>
    private async Task SufferAsync(Func<KeySpace, Task> plantAsync, Action<string, Exception> check)
    {
        var prefix = $"test:{Guid.NewGuid():N}";
        var keys = new KeySpace(prefix);
        var store = new RedisConversationStore(fixture.Connection, new() { KeyPrefix = prefix });
        await SeedAsync(store);
        var before = await BystanderAsync(keys);
        await plantAsync(keys);
        foreach (var operation in StoreOperations.All)
        {
            if (await Record.ExceptionAsync(() => operation.Call(store, 0).WaitAsync(LongestCall, Token)) is { } fault) check(operation.Name, fault);
        }

        Assert.Equal(before, await BystanderAsync(keys));
    }

    private static async Task SeedAsync(RedisConversationStore store)
    {
        await StoreOperations.SeedAsync(store, calls: 1);
        await store.ReadState.MarkAllReadAsync(Samples.RoomId, Samples.ChannelId, Token);
        await store.Rooms.CreateAsync(Samples.FullRoom(Bystander), Token);
        await store.Events.AddAsync(Samples.FullEvent("of the bystander", Bystander), cancellationToken: Token);
        await store.Bindings.AddAsync(Samples.FullBinding(roomId: Bystander), Token);
        await store.Participants.AddAsync(Samples.FullParticipant(roomId: Bystander), Token);
        await store.Tasks.AddAsync(Samples.FullTask("of the bystander", Bystander), Token);
        await store.Observations.AddAsync(Samples.FullObservation(roomId: Bystander), Token);
    }

    private async Task<string[]> BystanderAsync(KeySpace keys) =>
        await Task.WhenAll(RoomKeys.Parts.Keys.Order().Select(async part => part + Convert.ToHexString(await Database.KeyDumpAsync(keys.Room(Bystander).Part(part)) ?? [])));
}

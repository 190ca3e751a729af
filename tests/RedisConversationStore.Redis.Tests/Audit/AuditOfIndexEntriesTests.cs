using System.Diagnostics;
using Conversations.Conformance;
using Conversations.Redis.Audit;
using Conversations.Redis.Tests.Retries;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Audit;

/// <summary>What an audit makes of index entries: each kind of index, each way in which the truth does not carry an entry.</summary>
public abstract class AuditOfIndexEntriesTests(RedisFixture fixture)
{
    private const string Room = Samples.RoomId;
    private const string Person = "person";

    private static readonly string[] Indices = ["rooms", "status", "organization", "organization and status", "channel", "participant", "bound participant"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> IndexNames => [.. Indices];

    [Theory]
    [MemberData(nameof(IndexNames))]
    public async Task Entries_of_a_room_that_is_gone_are_found_in_every_index(string name)
    {
        var store = new AuditedStore(fixture.Connection, Token);
        await CreateRoomAsync(store, "another");

        await StaleEntryIsRepairedAsync(store, Index(store.Keys, name));
    }

    [Theory]
    [MemberData(nameof(IndexNames))]
    public async Task Entries_with_another_nonce_than_the_room_carries_are_found_in_every_index(string name)
    {
        var store = new AuditedStore(fixture.Connection, Token);
        await CreateRoomAsync(store, Room);

        await StaleEntryIsRepairedAsync(store, Index(store.Keys, name));
    }

    [Theory]
    [MemberData(nameof(IndexNames))]
    public async Task Entries_of_a_room_whose_truth_cannot_be_decoded_stay(string name)
    {
        var store = new AuditedStore(fixture.Connection, Token);
        await CreateRoomAsync(store, Room);
        var room = store.Keys.Room(Room);
        await (name switch
        {
            "channel" => store.Database.HashSetAsync(room.Bindings, Samples.ChannelId, "damaged"),
            "participant" => store.Database.HashSetAsync(room.Participants, Person, "damaged"),
            "bound participant" => store.Database.HashSetAsync(room.Bindings, "bound", "damaged"),
            _ => store.Database.HashSetAsync(room.Room, RoomFields.Hint, "damaged"),
        });

        await EntryStaysAsync(store, Index(store.Keys, name));
    }

    [Theory]
    [MemberData(nameof(IndexNames))]
    public async Task Entries_of_a_room_whose_instant_cannot_be_decoded_stay(string name)
    {
        var store = new AuditedStore(fixture.Connection, Token);
        await CreateRoomAsync(store, Room);
        await store.Database.HashSetAsync(store.Keys.Room(Room).Room, RoomFields.CreatedAt, "damaged");

        await EntryStaysAsync(store, Index(store.Keys, name));
    }

    [Fact]
    public async Task Many_findings_do_not_cost_a_pause_each()
    {
        var pauses = new Pauses(TimeSpan.FromSeconds(1.5));
        var counted = Intercepted<IConnectionMultiplexer>.Create(
            fixture.Connection,
            (method, _, call) => method.Name == nameof(IConnectionMultiplexer.GetDatabase) ? Intercepted<IDatabase>.Create((IDatabase)call()!, (_, _, command) => pauses.Pass(command)) : call());
        var store = new AuditedStore(counted, Token) { SecondLookAfter = TimeSpan.FromSeconds(2) };
        await CreateRoomAsync(store, Room);
        SortedSetEntry[] stale = [.. Enumerable.Range(0, 4 * TwoLooks.Chunk).Select(i => new SortedSetEntry(HintMember.Create($"gone {i}", Nonce.Create()), i))];
        await store.Database.SortedSetAddAsync(store.Keys.Rooms(null, null), stale);

        pauses.Count = 0;
        var repaired = await store.AuditAsync(new() { Repair = true });

        Assert.InRange(pauses.Count, 0, 2);
        Assert.Equal(stale.Length, repaired.Count(finding => finding is { Code: AuditCodes.HintStale, IsRepaired: true }));
        Assert.Empty(await store.AuditAsync());
    }

    private static async Task StaleEntryIsRepairedAsync(AuditedStore store, RedisKey index)
    {
        var member = HintMember.Create(Room, Nonce.Create());
        await store.Database.SortedSetAddAsync(index, member, 1);

        var found = Assert.Single(await store.AuditAsync());
        Assert.Equal((AuditCodes.HintStale, index.ToString(), Room, true), (found.Code, found.Key, found.RoomId, found.IsProblem));
        Assert.True(Assert.Single(await store.AuditAsync(new() { Repair = true })).IsRepaired);

        Assert.Empty(await store.AuditAsync());
        Assert.Null(await store.Database.SortedSetScoreAsync(index, member));
    }

    private static async Task EntryStaysAsync(AuditedStore store, RedisKey index)
    {
        var member = HintMember.Create(Room, Nonce.Create());
        await store.Database.SortedSetAddAsync(index, member, 1);
        var entries = await store.Database.SortedSetRangeByRankAsync(index);
        Assert.Equal(2, entries.Length);

        // The damage itself is found, and nothing is concluded from it.
        Assert.Contains(await store.AuditAsync(new() { Repair = true }), finding => finding.IsProblem);

        Assert.Equal(entries, await store.Database.SortedSetRangeByRankAsync(index));
    }

    /// <summary>A room that each of the indices lists, in an audit without findings.</summary>
    private static async Task CreateRoomAsync(AuditedStore store, string roomId)
    {
        await using var redis = store.Open();
        await redis.Rooms.CreateAsync(Samples.Room(roomId) with { OrganizationId = "org" }, Token);
        await redis.Bindings.AddAsync(Samples.Binding(roomId: roomId), Token);
        await redis.Bindings.AddAsync(Samples.Binding("bound", roomId) with { ParticipantId = "bound person" }, Token);
        await redis.Participants.AddAsync(Samples.Participant(Person, roomId), Token);
        Assert.Empty(await store.AuditAsync());
    }

    private static RedisKey Index(KeySpace keys, string name) => name switch
    {
        "rooms" => keys.Rooms(null, null),
        "status" => keys.Rooms(null, "active"),
        "organization" => keys.Rooms("org", null),
        "organization and status" => keys.Rooms("org", "active"),
        "channel" => keys.ChannelRooms(Samples.ChannelId),
        "participant" => keys.ParticipantRooms(Person),
        _ => keys.ParticipantRooms("bound person"),
    };

    /// <summary>Counts how often no command is sent for a while.</summary>
    private sealed class Pauses(TimeSpan least)
    {
        private readonly Lock gate = new();
        private long last = Stopwatch.GetTimestamp();

        internal int Count { get; set; }

        internal object? Pass(Func<object?> command)
        {
            lock (gate)
            {
                if (Stopwatch.GetElapsedTime(last) >= least) Count++;
                last = Stopwatch.GetTimestamp();
            }

            return command();
        }
    }
}

public sealed class AuditOfIndexEntriesOnDevServer(DevServerFixture fixture) : AuditOfIndexEntriesTests(fixture);

public sealed class AuditOfIndexEntriesOnRedisServer(RedisServerFixture fixture) : AuditOfIndexEntriesTests(fixture);

public sealed class AuditOfIndexEntriesOnCluster(ClusterFixture fixture) : AuditOfIndexEntriesTests(fixture);

using Conversations.Conformance;
using Conversations.Redis.Audit;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Audit;

/// <summary>What an audit finds, and what it leaves alone.</summary>
public abstract class AuditTests(RedisFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> DamageNames => [.. Damages.All.Keys];

    [Fact]
    public async Task A_store_that_nobody_damaged_is_clean()
    {
        var store = new AuditedStore(fixture.Connection, Token);
        var roomIds = Samples.HostileIds;
        for (var i = 0; i < roomIds.Count; i++) await store.FillRoomAsync(roomIds[i], $"t{i}");
        await store.MoveRoomsAsync();

        var progress = new LastProgress();
        var findings = await store.AuditAsync(new() { Progress = progress });

        Assert.DoesNotContain(findings, finding => finding.IsProblem);
        Assert.Equal(roomIds.Count, findings.Count(finding => finding.Code == AuditCodes.IndexGap));
        Assert.Equal(AuditCodes.AddressUnlinked, Assert.Single(findings, finding => finding.Code != AuditCodes.IndexGap).Code);
        Assert.Equal(roomIds.Count + 3, progress.Value.Rooms);
        Assert.Equal(roomIds.Count * 5, progress.Value.Events);
    }

    [Theory]
    [MemberData(nameof(DamageNames))]
    public async Task Damage_is_found_and_repaired_where_it_can_be(string name)
    {
        var damage = Damages.All[name];
        var store = new AuditedStore(fixture.Connection, Token);
        await store.FillRoomAsync("room", "t");
        await store.FillRoomAsync("bystander", "b");
        Assert.DoesNotContain(await store.AuditAsync(), finding => finding.IsProblem);
        await damage.DoAsync(new(store, "room", "t"));

        var found = await store.AuditAsync();
        Assert.Contains(found, finding => finding.Code == damage.Code && finding.IsRepairable == damage.IsRepairable && !finding.IsRepaired);
        Assert.DoesNotContain(found, finding => finding is { RoomId: "bystander", IsProblem: true });

        var truth = await store.TruthAsync();
        var repaired = await store.AuditAsync(new() { Repair = true });
        Assert.Equal(truth, await store.TruthAsync());
        Assert.All(repaired, finding => Assert.Equal(finding.IsRepairable, finding.IsRepaired || finding.Severity == AuditSeverity.Information && finding.IsRepairable));
        var left = await store.AuditAsync();
        if (damage.IsRepairable) Assert.Equal([AuditCodes.IndexGap], left.Select(finding => finding.Code).Distinct());
        else Assert.Contains(left, finding => finding.Code == damage.Code);
    }

    [Fact]
    public async Task All_damages_at_once_are_all_found_and_truth_stays_as_it_is()
    {
        var store = new AuditedStore(fixture.Connection, Token);
        var names = Damages.All.Keys.ToArray();
        for (var i = 0; i < names.Length; i++) await store.FillRoomAsync(names[i], $"t{i}");
        for (var i = 0; i < names.Length; i++) await Damages.All[names[i]].DoAsync(new(store, names[i], $"t{i}"));

        var codes = (await store.AuditAsync()).Select(finding => finding.Code).ToHashSet();
        Assert.Empty(Damages.All.Values.Select(damage => damage.Code).Except(codes));

        var truth = await store.TruthAsync();
        await store.AuditAsync(new() { Repair = true });
        Assert.Equal(truth, await store.TruthAsync());
        var left = await store.AuditAsync();
        Assert.DoesNotContain(left, finding => finding.IsRepairable);
        Assert.Empty(Damages.All.Values.Where(damage => !damage.IsRepairable).Select(damage => damage.Code).Except(left.Select(finding => finding.Code)));
    }

    [Fact]
    public async Task Entries_of_writes_under_way_are_information_and_stay_unless_forced()
    {
        var store = new AuditedStore(fixture.Connection, Token);
        await store.FillRoomAsync("room", "t");
        var nonce = Nonce.Create();
        foreach (var intents in (RedisKey[])[store.Keys.Room("room").Intents, store.Keys.IdentityIntents("nobody")]) await store.Database.HashSetAsync(intents, nonce, $"p{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}:k");
        await store.Database.SortedSetAddAsync(store.Keys.ChannelRooms("c"), HintMember.Create("room", nonce), 1);
        await store.Database.HashSetAsync(store.Keys.TaskLocator("ghost"), "ghost", HintMember.Create("room", nonce));
        await store.Database.SortedSetAddAsync(store.Keys.Address(null, "sms", "+0"), HintMember.Create("nobody", nonce), 1);
        string[] expected = [AuditCodes.AddressStale, AuditCodes.HintStale, AuditCodes.IndexGap, AuditCodes.TaskLocatorStale, AuditCodes.WriteUnfinished, AuditCodes.WriteUnfinished];

        var repair = await store.AuditAsync(new() { Repair = true });
        Assert.Equal(expected, repair.Select(finding => finding.Code).Order(StringComparer.Ordinal));
        Assert.All(repair, finding => Assert.Equal((AuditSeverity.Information, false), (finding.Severity, finding.IsRepaired)));

        var forced = await store.AuditAsync(new() { Repair = true, Force = true });
        Assert.Equal(5, forced.Count(finding => finding.IsRepaired));
        Assert.Equal([AuditCodes.IndexGap], (await store.AuditAsync()).Select(finding => finding.Code));
    }

    [Fact]
    public async Task One_room_can_be_audited_alone()
    {
        var store = new AuditedStore(fixture.Connection, Token);
        foreach (var roomId in (string[])["a[b]*", "a[b]*c", "ab"])
        {
            await store.FillRoomAsync(roomId, roomId);
            await store.Database.HashSetAsync(store.Keys.Room(roomId).Markers, "x", 77);
        }

        var progress = new LastProgress();
        var findings = await store.AuditAsync(new() { RoomId = "a[b]*", Progress = progress });

        Assert.Equal("a[b]*", Assert.Single(findings, finding => finding.IsProblem).RoomId);
        Assert.Equal(1, progress.Value.Rooms);
    }

    [Fact]
    public async Task A_room_of_many_pages_is_walked_to_its_end_and_holes_are_counted()
    {
        var store = new AuditedStore(fixture.Connection, Token);
        await using var redis = store.Open();
        await redis.Rooms.CreateAsync(Samples.Room("long"), Token);
        for (var from = 0; from < 1300; from += 100)
        {
            await redis.Events.AddManyAsync("long", [.. Enumerable.Range(from, 100).Select(i => Samples.Event($"e{i}", "long") with { ParentEventId = i % 3 == 0 ? "root" : null })], cancellationToken: Token);
        }

        await redis.Events.DeleteAsync("long", "e1000", cancellationToken: Token);
        Assert.Contains("1 of 1300", Assert.Single(await store.AuditAsync()).Message, StringComparison.Ordinal);

        // A bogus id in place of a true one: the numbers agree, and still both are found.
        var ids = store.Keys.Room("long").Ids;
        await store.Database.HashDeleteAsync(ids, "e700");
        await store.Database.HashSetAsync(ids, "ghost", 3);
        var codes = (await store.AuditAsync()).Select(finding => finding.Code).ToArray();
        Assert.Contains(AuditCodes.EventIdMissing, codes);
        Assert.Contains(AuditCodes.EventIdDangling, codes);

        // More than a page at one index.
        var events = store.Keys.Room("long").Events;
        await store.Database.SortedSetAddAsync(events, [.. Enumerable.Range(0, 1200).Select(i => new SortedSetEntry(StoredEvent.ToMember(1200, EventCodec.Encode(Samples.Event($"f{i}"), 4096)), 1200))]);
        Assert.Contains(await store.AuditAsync(), finding => finding.Code == AuditCodes.EventIndexShared);
    }

    [Fact]
    public async Task Statistics_count_what_is_there()
    {
        var store = new AuditedStore(fixture.Connection, Token);
        await store.FillRoomAsync("a", "a");
        await store.FillRoomAsync("b", "b");
        await using (var redis = store.Open()) await redis.Events.AddAsync(Samples.Event("more", "b"), cancellationToken: Token);
        await using var audit = new StoreAudit(fixture.Connection, store.Options);

        var statistics = await audit.MeasureAsync(biggestRooms: 1, Token);

        Assert.Equal((2, 11), (statistics.Rooms, statistics.Events));
        Assert.Equal(("b", 6), (Assert.Single(statistics.BiggestRooms).RoomId, statistics.BiggestRooms[0].Events));
        Assert.Equal(4, statistics.Aggregates.Single(aggregate => aggregate.Name == "bindings").Items);
        Assert.Equal(11, statistics.Aggregates.Single(aggregate => aggregate.Name == "event_locators").Items);
        if (statistics.Bytes is { } bytes) Assert.InRange(bytes, 2000, 10_000_000);
        else Assert.Equal("dev server", fixture.Name);
    }

    private sealed class LastProgress : IProgress<AuditProgress>
    {
        public AuditProgress Value { get; private set; }

        public void Report(AuditProgress value) => Value = value;
    }
}

public sealed class AuditOnDevServer(DevServerFixture fixture) : AuditTests(fixture);

public sealed class AuditOnRedisServer(RedisServerFixture fixture) : AuditTests(fixture);

public sealed class AuditOnCluster(ClusterFixture fixture) : AuditTests(fixture);

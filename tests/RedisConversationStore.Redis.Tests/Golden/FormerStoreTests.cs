using System.Globalization;
using Conversations.Conformance;
using Conversations.Redis.Audit;
using Conversations.Redis.Tests.Audit;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Golden;

/// <summary>A whole store as the version of 2026-11-23 wrote it, whose nonces carry the writer's time and whose writes are not noted, works on under this version.</summary>
/// <remarks>
/// <para><c>former_store.txt</c> has each key without its prefix, its time to live in milliseconds (0: none), and what DUMP of Redis 7.0 gave, written by commit da92569. It is never written again.</para>
/// <para>In it: the rooms first (active), second (closed, moved to another organization) and third (its channel was unbound), each with four events of which one was deleted, a participant, a task, an observation; two identities with three addresses; the idempotency key "claimed"; nothing of a room that was deleted in peace. And what dead processes left: index entries of the room "unborn", whose truth was never written, and the room "half", whose deletion was cut off behind its decision.</para>
/// </remarks>
public abstract class FormerStoreTests(RedisFixture fixture) : IAsyncLifetime
{
    private AuditedStore? former;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AuditedStore Former => former!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        former = new(fixture.Connection, Token);
        var key = "";
        foreach (var line in File.ReadLines(Repository.PathOf("tests/RedisConversationStore.Redis.Tests/Golden/former_store.txt")))
        {
            if (!line.StartsWith(' '))
            {
                key = $"{former.Options.KeyPrefix}:{line}";
                continue;
            }

            var (life, data) = (line.TrimStart().Split(' ')[0], line.TrimStart().Split(' ')[1]);
            var milliseconds = long.Parse(life, CultureInfo.InvariantCulture);
            await former.Database.KeyRestoreAsync(key, Convert.FromBase64String(data), milliseconds == 0 ? null : TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    [Fact]
    public async Task Every_record_is_found_in_every_way()
    {
        await using var store = Former.Open();

        Assert.Equal(["first", "second", "third"], Ids(await store.Rooms.ListAsync(cancellationToken: Token)));
        Assert.Equal(["first", "second", "third"], Ids(await store.Rooms.EnumerateAsync(cancellationToken: Token).ToListAsync(Token)));
        Assert.Equal(["first", "third"], Ids(await store.Directory.FindAsync(new() { Status = RoomStatus.Active }, cancellationToken: Token)));
        Assert.Equal(["first", "third"], Ids(await store.Directory.FindAsync(new() { OrganizationId = "acme" }, cancellationToken: Token)));
        Assert.Equal(["second"], Ids(await store.Directory.FindAsync(new() { OrganizationId = "other", Status = RoomStatus.Closed }, cancellationToken: Token)));
        Assert.Equal(["first", "second"], await store.Directory.FindIdsByChannelAsync("sms-main", cancellationToken: Token));
        Assert.Equal("third", (await store.Directory.FindLatestAsync("ada", cancellationToken: Token))?.Id);
        foreach (var roomId in new[] { "first", "second", "third" })
        {
            Assert.Equal([0L, 1, 3], (await store.Events.EnumerateAsync(roomId, cancellationToken: Token).ToListAsync(Token)).Select(one => one.Index));
            Assert.Equal(3, (await store.Events.GetAsync($"{roomId}-4", Token))?.Index);
            Assert.Equal(roomId, (await store.Tasks.GetAsync($"{roomId}-task", Token))?.RoomId);
            Assert.Equal("ada", Assert.Single(await store.Participants.ListAsync(roomId, Token)).Id);
            Assert.Equal($"{roomId}-note", Assert.Single(await store.Observations.ListAsync(roomId, Token)).Id);
            Assert.Equal(2, await store.ReadState.UnreadCountAsync(roomId, "sms-main", Token));
        }

        Assert.Equal("ada-lovelace", (await store.Identities.ResolveAsync(ChannelType.Sms, "+431", "acme", Token))?.Id);
        Assert.Equal("charles", (await store.Identities.ResolveAsync(ChannelType.Sms, "+432", "acme", Token))?.Id);
        Assert.Equal("charles", (await store.Identities.ResolveAsync(ChannelType.Sms, "+433", "acme", Token))?.Id);
    }

    [Fact]
    public async Task What_was_stored_or_claimed_once_stays_so()
    {
        await using var store = Former.Open();
        var again = Samples.Event("another") with { RoomId = "first", IdempotencyKey = "first-key" };
        var repeated = await store.Events.AddAsync(again, cancellationToken: Token);

        Assert.Equal((AddEventOutcome.Duplicate, "first-1"), (repeated.Outcome, repeated.Event.Id));
        Assert.Equal(AddEventOutcome.Duplicate, (await store.Events.AddAsync(Samples.Event("first-2") with { RoomId = "first" }, cancellationToken: Token)).Outcome);
        Assert.False((await store.Idempotency.ClaimAsync("first", "claimed", cancellationToken: Token)));
        await Assert.ThrowsAsync<RecordAlreadyExistsException>(() => store.Tasks.AddAsync(Samples.Task("first-task") with { RoomId = "third" }, Token));
        Assert.Equal(4, (await store.Events.AddAsync(Samples.Event("first-5") with { RoomId = "first" }, cancellationToken: Token)).Event.Index);
    }

    [Fact]
    public async Task Changes_move_records_from_index_to_index()
    {
        await using var store = Former.Open();

        await store.Rooms.UpdateAsync("first", room => room with { Status = RoomStatus.Paused, OrganizationId = "new" }, cancellationToken: Token);
        await store.Bindings.RemoveAsync("second", "sms-main", Token);
        await store.Participants.RemoveAsync("third", "ada", Token);
        await store.Identities.LinkAddressAsync("ada-lovelace", ChannelType.Sms, "+433", "acme", Token);

        Assert.Equal(["third"], Ids(await store.Directory.FindAsync(new() { Status = RoomStatus.Active }, cancellationToken: Token)));
        Assert.Equal(["first"], Ids(await store.Directory.FindAsync(new() { OrganizationId = "new", Status = RoomStatus.Paused }, cancellationToken: Token)));
        Assert.Equal(["first"], await store.Directory.FindIdsByChannelAsync("sms-main", cancellationToken: Token));
        Assert.Equal("second", (await store.Directory.FindLatestAsync("ada", cancellationToken: Token))?.Id);
        Assert.Equal("ada-lovelace", (await store.Identities.ResolveAsync(ChannelType.Sms, "+433", "acme", Token))?.Id);
    }

    [Fact]
    public async Task Room_whose_deletion_was_cut_off_is_gone_and_its_ids_are_free()
    {
        await using var store = Former.Open();

        Assert.Null(await store.Rooms.GetAsync("half", Token));
        Assert.False(await store.Rooms.DeleteAsync("half", Token));
        await store.Rooms.CreateAsync(Samples.Room("half"), Token);

        Assert.Empty(await store.Events.EnumerateAsync("half", cancellationToken: Token).ToListAsync(Token));
        Assert.Equal(0, (await store.Events.AddAsync(Samples.Event("half-1") with { RoomId = "half", IdempotencyKey = "half-key" }, cancellationToken: Token)).Event.Index);
        await store.Tasks.AddAsync(Samples.Task("half-task") with { RoomId = "half" }, Token);
    }

    [Fact]
    public async Task Audit_while_nothing_writes_repairs_what_dead_processes_left_and_touches_no_truth()
    {
        var truth = await Former.TruthAsync();

        await Former.AuditAsync(new() { Repair = true, Force = true });

        Assert.Equal(truth, await Former.TruthAsync());
        Assert.DoesNotContain(Keys(), key => key.Contains("{half}", StringComparison.Ordinal));
        foreach (var index in Keys().Where(key => key.Contains(":rooms", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(await Former.Database.SortedSetRangeByRankAsync(index), member => ((string)member!).StartsWith("unborn", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(await Former.AuditAsync(), finding => finding.IsProblem);
    }

    [Fact]
    public async Task Audit_beside_former_replicas_leaves_what_one_of_them_may_be_writing()
    {
        await Former.AuditAsync(new() { Repair = true });

        Assert.Contains("unborn", (await Former.Database.SortedSetRangeByRankAsync(Former.Keys.Rooms(null, null))).Select(member => ((string)member!).Split('\0')[0]));
    }

    [Fact]
    public async Task Nothing_is_left_but_identities_when_all_rooms_are_deleted_and_the_store_is_repaired_while_nothing_writes()
    {
        await using (var store = Former.Open())
        {
            foreach (var roomId in new[] { "first", "second", "third", "half" }) await store.Rooms.DeleteAsync(roomId, Token);
        }

        await Former.AuditAsync(new() { Repair = true, Force = true });

        Assert.Equal(["address", "address", "address", "identity", "identity", "layout"], Keys().Select(key => key[(Former.Options.KeyPrefix.Length + 1)..].Split(':')[0]));
    }

    private static IEnumerable<string> Ids(IEnumerable<Room> rooms) => rooms.Select(room => room.Id);

    private string[] Keys() =>
    [
        .. fixture.Connection.GetServers().Where(server => !server.IsReplica)
            .SelectMany(server => server.Keys(pattern: Former.Keys.Pattern(null)))
            .Select(key => key.ToString()).Order(StringComparer.Ordinal),
    ];
}

public sealed class FormerStoreTestsOnRedisServer(RedisServerFixture fixture) : FormerStoreTests(fixture);

public sealed class FormerStoreTestsOnCluster(ClusterFixture fixture) : FormerStoreTests(fixture);

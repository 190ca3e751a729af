using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Keys;

/// <summary>Rooms with hostile ids, full of records with hostile ids: none reaches another's data, and a deleted one leaves nothing behind.</summary>
public abstract class KeySafetyTests(RedisFixture fixture)
{
    private readonly RedisConversationStoreOptions options = new() { KeyPrefix = $"test:{Guid.NewGuid():N}" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Room_that_is_deleted_leaves_no_key_behind_and_no_other_room_changed()
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        var store = new RedisConversationStore(fixture.Connection, options);
        var ids = RandomIds.Create(seed: 7, count: 20).Where((_, i) => i < 20 || i % 3 == 0).ToList();
        await Task.WhenAll(ids.Select((id, i) => FillAsync(store, id, ids[(i + 1) % ids.Count])));
        var before = new Dictionary<string, string>();
        foreach (var id in ids) before.Add(id, await DescribeAsync(store, id));

        foreach (var id in ids.ToArray())
        {
            Assert.Equal(before[id], await DescribeAsync(store, id));
            Assert.True(await store.Rooms.DeleteAsync(id, Token));
            Assert.Null(await store.Rooms.GetAsync(id, Token));
            Assert.Empty(await store.Directory.FindAsync(new() { OrganizationId = Shorten("org " + id) }, cancellationToken: Token));
        }

        Assert.Equal([options.KeyPrefix + ":layout"], Keyspace.Under(fixture.Connection, options.KeyPrefix));
    }

    private static async Task FillAsync(RedisConversationStore store, string id, string other)
    {
        await store.Rooms.CreateAsync(Samples.Room(id) with { OrganizationId = Shorten("org " + id), Status = new RoomStatus(Shorten("s" + id)), Metadata = DataObject.Of((id, other)) }, Token);
        await store.Events.AddAsync(Samples.Event(id, id) with { IdempotencyKey = id }, cancellationToken: Token);
        await store.Events.AddManyAsync(id, [Samples.Event(other, id) with { IdempotencyKey = other, ParentEventId = id }, Samples.Event("plain", id)], cancellationToken: Token);
        await store.Idempotency.ClaimAsync(id, Shorten("claim " + id), cancellationToken: Token);
        await store.Bindings.AddAsync(Samples.Binding(id, id) with { ParticipantId = other }, Token);
        await store.Bindings.AddAsync(Samples.Binding(other, id), Token);
        await store.Participants.AddAsync(Samples.Participant(id, id) with { ChannelId = other }, Token);
        await store.Tasks.AddAsync(Samples.Task(id, id), Token);
        await store.Observations.AddAsync(Samples.Observation(id, id), Token);
        await store.ReadState.MarkReadAsync(id, other, id, Token);
        await store.Rooms.UpdateAsync(id, room => room with { Status = RoomStatus.Closed, OrganizationId = Shorten("other " + id) }, cancellationToken: Token);
        await store.Rooms.UpdateAsync(id, room => room with { OrganizationId = Shorten("org " + id) }, cancellationToken: Token);
    }

    private static async Task<string> DescribeAsync(RedisConversationStore store, string id)
    {
        var context = await store.Rooms.LoadContextAsync(id, Token);
        var events = await store.Events.TimelineAsync(id, cancellationToken: Token);
        var task = await store.Tasks.GetAsync(id, Token);
        var observations = await store.Observations.ListAsync(id, Token);
        var markers = await store.ReadState.MarkersAsync(id, Token);
        Assert.Equal(3, events.Count);
        Assert.Equal(id, (await store.Idempotency.GetEventAsync(id, id, Token))?.Id);
        Assert.Contains(id, await store.Directory.FindIdsByChannelAsync(id, cancellationToken: Token));
        return string.Join('\n', [$"{context!.Room}", .. context.Bindings.Select(binding => $"{binding}"), .. context.Participants.Select(participant => $"{participant}"), .. events.Select(roomEvent => $"{roomEvent}"), $"{task}", .. observations.Select(observation => $"{observation}"), .. markers.Select(marker => $"{marker}")]);
    }

    private static string Shorten(string id) => System.Text.Encoding.UTF8.GetByteCount(id) <= 512 ? id : "short" + id.GetHashCode(StringComparison.Ordinal);
}

public sealed class KeySafetyTestsOnDevServer(DevServerFixture fixture) : KeySafetyTests(fixture);

public sealed class KeySafetyTestsOnRedisServer(RedisServerFixture fixture) : KeySafetyTests(fixture);

public sealed class KeySafetyTestsOnCluster(ClusterFixture fixture) : KeySafetyTests(fixture);

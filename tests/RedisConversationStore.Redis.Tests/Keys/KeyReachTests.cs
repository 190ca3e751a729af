using System.Text;
using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Keys;

/// <summary>What a write changes on the server, looked at from beside the store: with ids of any content, only what belongs to those ids.</summary>
public sealed class KeyReachTests : IAsyncLifetime
{
    private const int RandomIdsTried = 12;

    private readonly string prefix = $"test:{Guid.NewGuid():N}";

    // A server of its own: others would have to be searched through, and it would take so long that what rooms remember of their calls expires meanwhile.
    private RedisServerProcess? server;
    private ConnectionMultiplexer? connection;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ConnectionMultiplexer Connection => connection!;

    private IDatabase Database => Connection.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        server = await RedisServerProcess.StartAsync();
        connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    [Fact]
    public async Task Write_reaches_what_belongs_to_its_ids_and_nothing_else()
    {
        var store = new RedisConversationStore(Connection, new() { KeyPrefix = prefix });
        Assert.Null(await store.Rooms.GetAsync("nobody", Token));
        var ids = RandomIds.Create(seed: 11, RandomIdsTried);
        foreach (var id in ids) await OnlyOwnChangeAsync(id, () => FillAsync(store, id));
        foreach (var id in ids) await OnlyOwnChangeAsync(id, () => ChangeAsync(store, id));
        foreach (var id in ids) await OnlyOwnChangeAsync(id, () => store.Rooms.DeleteAsync(id, Token));
    }

    // Whatever can have an id has this one.
    private static async Task FillAsync(RedisConversationStore store, string id)
    {
        await store.Rooms.CreateAsync(Samples.Room(id) with { OrganizationId = id, Status = new(id), Metadata = DataObject.Of((id, id)) }, Token);
        await store.Events.AddAsync(Samples.Event(id, id) with { IdempotencyKey = id, Type = new(id) }, cancellationToken: Token);
        await store.Events.AddAsync(Samples.Reply("reply to " + Short(id), id) with { RoomId = id }, cancellationToken: Token);
        await store.Idempotency.ClaimAsync(id, "claim of " + Short(id), cancellationToken: Token);
        await store.Bindings.AddAsync(Samples.Binding(id, id) with { ParticipantId = id }, Token);
        await store.Participants.AddAsync(Samples.Participant(id, id) with { ChannelId = id, IdentityId = id }, Token);
        await store.Identities.CreateAsync(Samples.Identity(id) with { OrganizationId = id, ChannelAddresses = ValueMap.Of<ValueList<string>>(("sms", [id])) }, Token);
        await store.Identities.LinkAddressAsync(id, new(id), id, cancellationToken: Token);
        await store.Tasks.AddAsync(Samples.Task(id, id), Token);
        await store.Observations.AddAsync(Samples.Observation(id, id), Token);
        await store.ReadState.MarkReadAsync(id, id, id, Token);
    }

    private static async Task ChangeAsync(RedisConversationStore store, string id)
    {
        await store.Rooms.PatchMetadataAsync(id, DataObject.Of((id, 1)), ["other"], Token);
        await store.Rooms.UpdateAsync(Samples.Room(id) with { OrganizationId = id, Status = RoomStatus.Closed }, Token);
        await store.Rooms.AdvanceDeliveredIndexAsync(id, 0, cancellationToken: Token);
        await store.Events.UpdateAsync(Samples.Event(id, id) with { ParentEventId = id, Type = EventType.Typing }, Token);
        await store.Events.DeleteAsync(id, "reply to " + Short(id), cancellationToken: Token);
        await store.Idempotency.ReleaseAsync(id, id, Token);
        await store.Bindings.UpdateAsync(Samples.Binding(id, id), Token);
        await store.Participants.RemoveAsync(id, id, Token);
        await store.Tasks.UpdateAsync(Samples.Task(id, id), Token);
        await store.ReadState.MarkAllReadAsync(id, id, Token);
    }

    private async Task OnlyOwnChangeAsync(string id, Func<Task> write)
    {
        var before = await ReadAsync();
        await write();
        var after = await ReadAsync();
        var changed = before.Except(after).Concat(after.Except(before)).Select(item => item.Key).Distinct().ToList();

        Assert.NotEmpty(changed);
        Assert.All(changed, item => Assert.True(BelongsTo(id, item), $"A write of '{id}' changed '{item.Key}', '{item.Part}'."));
    }

    private bool BelongsTo(string id, (string Key, string Part) item)
    {
        Assert.True(new KeySpace(prefix).TryParse(item.Key, out var key), $"'{item.Key}' is no key of the store.");
        return key.Kind switch
        {
            KeyKind.RoomPart or KeyKind.Idempotency or KeyKind.DeletedPart or KeyKind.DeletedTokens => key.RoomId == id,
            KeyKind.Identity or KeyKind.Address => key.Id == id,
            KeyKind.Intents or KeyKind.RecentCalls => (key.RoomId ?? key.Id) == id,
            KeyKind.ChannelIndex or KeyKind.ParticipantIndex => key.Id == id && HintMember.Parse(item.Part).Id == id,
            KeyKind.RoomIndex or KeyKind.TaskLocators => HintMember.Parse(item.Part).Id == id,
            KeyKind.EventLocators => item.Part == id || item.Part == "reply to " + Short(id),
            _ => false,
        };
    }

    /// <summary>Every field and member on the server, with its value.</summary>
    private async Task<Dictionary<(string Key, string Part), string>> ReadAsync()
    {
        var keys = Keyspace.Under(Connection, prefix);
        var contents = await Task.WhenAll(keys.Select(async key => (Key: key, Parts: await PartsAsync(key))));
        return contents.SelectMany(content => content.Parts.Select(part => ((content.Key, part.Name), part.Value))).ToDictionary(item => item.Item1, item => item.Value);
    }

    private async Task<IEnumerable<(string Name, string Value)>> PartsAsync(RedisKey key) => await Database.KeyTypeAsync(key) switch
    {
        RedisType.Hash => (await Database.HashGetAllAsync(key)).Select(entry => ((string)entry.Name!, Text(entry.Value))),
        RedisType.SortedSet => (await Database.SortedSetRangeByRankWithScoresAsync(key)).Select(entry => (Name(entry.Element), $"{entry.Score}")),
        RedisType.Set => (await Database.SetMembersAsync(key)).Select(member => ((string)member!, "")),
        _ => [("", Text(await Database.StringGetAsync(key)))],
    };

    // Events are bytes, the members of indices text.
    private static string Name(RedisValue member)
    {
        try
        {
            return StoredFormat.Text(member);
        }
        catch (DecoderFallbackException)
        {
            return Text(member);
        }
    }

    private static string Text(RedisValue value) => Convert.ToHexString((byte[]?)value ?? []);

    private static string Short(string id) => id.Length <= 100 ? id : "a long one, " + id.GetHashCode(StringComparison.Ordinal);
}

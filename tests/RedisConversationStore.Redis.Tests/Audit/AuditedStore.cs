using Conversations.Conformance;
using Conversations.Redis.Audit;
using StackExchange.Redis;

namespace Conversations.Redis.Tests.Audit;

/// <summary>A store under a prefix of its own, with everything in it that a store keeps, and an audit of it.</summary>
internal sealed class AuditedStore(IConnectionMultiplexer connection, CancellationToken cancellationToken)
{
    public RedisConversationStoreOptions Options { get; } = new() { KeyPrefix = $"au[d]it*?\\:{Guid.NewGuid():N}" };

    /// <summary>Short, for tests in which nobody writes meanwhile.</summary>
    public TimeSpan SecondLookAfter { get; init; } = TimeSpan.FromMilliseconds(10);

    public IConnectionMultiplexer Connection => connection;

    public IDatabase Database { get; } = connection.GetDatabase();

    public KeySpace Keys => new(Options.KeyPrefix);

    public RedisConversationStore Open() => new(connection, Options);

    public async Task<List<AuditFinding>> AuditAsync(AuditOptions? options = null)
    {
        await using var audit = new StoreAudit(connection, Options);
        return await audit.RunAsync((options ?? new()) with { SecondLookAfter = SecondLookAfter }, cancellationToken).ToListAsync(cancellationToken);
    }

    /// <summary>The keys under the prefix that hold truth: of rooms that exist, and identities.</summary>
    public async Task<SortedDictionary<string, string>> TruthAsync()
    {
        var truth = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var server in connection.GetServers().Where(server => !server.IsReplica))
        {
            await foreach (var key in server.KeysAsync(pattern: Keys.Pattern(null)).WithCancellation(cancellationToken))
            {
                if (!Keys.TryParse(key, out var stored) || stored.Kind is not (KeyKind.RoomPart or KeyKind.Idempotency or KeyKind.Identity)) continue;

                // The keys of a deleted room go with what is left of it.
                if (stored.Kind == KeyKind.Idempotency && !await Database.KeyExistsAsync(Keys.Room(stored.RoomId!).Room)) continue;
                truth[key.ToString()] = await ContentAsync(key);
            }
        }

        return truth;
    }

    /// <summary>Creates a room with some of everything, and an identity. The ids of what is unique in the store begin with the tag.</summary>
    public async Task FillRoomAsync(string roomId, string tag)
    {
        await using var store = Open();
        await store.Rooms.CreateAsync(Samples.FullRoom(roomId), cancellationToken);
        RoomEvent[] events =
        [
            Samples.Event($"{tag}.e0", roomId),
            Samples.Event($"{tag}.e1", roomId) with { ParentEventId = $"{tag}.e0" },
            Samples.FullEvent($"{tag}.e2", roomId) with { IdempotencyKey = "key:{of} e2" },
            Samples.Event($"{tag}.e3", roomId) with { IdempotencyKey = "key of e3" },
            Samples.Event($"{tag}.gone", roomId) with { ParentEventId = $"{tag}.e3", IdempotencyKey = "key of gone" },
        ];
        await store.Events.AddManyAsync(roomId, events, cancellationToken: cancellationToken);
        await store.Events.UpdateAsync(events[3] with { ParentEventId = $"{tag}.e0" }, cancellationToken);
        await store.Events.DeleteAsync(roomId, $"{tag}.gone", cancellationToken: cancellationToken);
        await store.Events.ImportAsync(Samples.Event($"{tag}.e9", roomId) with { Index = 9 }, cancellationToken);
        await store.Bindings.AddAsync(Samples.FullBinding(roomId: roomId), cancellationToken);
        await store.Bindings.AddAsync(Samples.Binding("bare", roomId), cancellationToken);
        await store.Bindings.AddAsync(Samples.FullBinding("left", roomId), cancellationToken);
        await store.Bindings.RemoveAsync(roomId, "left", cancellationToken);
        await store.Participants.AddAsync(Samples.FullParticipant(roomId: roomId), cancellationToken);
        await store.Tasks.AddAsync(Samples.FullTask($"{tag}.task", roomId), cancellationToken);
        await store.Observations.AddAsync(Samples.FullObservation(roomId: roomId), cancellationToken);
        await store.ReadState.MarkReadAsync(roomId, Samples.ChannelId, $"{tag}.e2", cancellationToken);
        await store.ReadState.MarkAllReadAsync(roomId, "unbound", cancellationToken);
        await store.Rooms.AdvanceDeliveredIndexAsync(roomId, 40, force: true, cancellationToken);
        await store.Idempotency.ClaimAsync(roomId, "other work", cancellationToken: cancellationToken);
        await store.Idempotency.ClaimAsync(roomId, "released", cancellationToken: cancellationToken);
        await store.Idempotency.ReleaseAsync(roomId, "released", cancellationToken);
        await store.Identities.CreateAsync(Samples.FullIdentity($"{tag}.identity"), cancellationToken);
        await store.Identities.LinkAddressAsync($"{tag}.identity", ChannelType.Telegram, $"@{tag}", "org-1", cancellationToken);
        await store.Identities.LinkAddressAsync($"{tag}.identity", ChannelType.Sms, "unscoped", cancellationToken: cancellationToken);
    }

    /// <summary>A room that was moved through its indices, one that was deleted, and one that was created again.</summary>
    public async Task MoveRoomsAsync()
    {
        await using var store = Open();
        var room = await store.Rooms.CreateAsync(Samples.Room("moved"), cancellationToken);
        room = await store.Rooms.UpdateAsync(room with { Status = RoomStatus.Closed, OrganizationId = "org-2" }, cancellationToken);
        await store.Rooms.UpdateAsync(room with { OrganizationId = null }, cancellationToken);
        foreach (var again in (bool[])[false, true])
        {
            await FillRoomAsync("again", $"again-{again}");
            await store.Rooms.DeleteAsync("again", cancellationToken);
        }

        await store.Rooms.CreateAsync(Samples.FullRoom("again"), cancellationToken);
        await store.Rooms.CreateAsync(Samples.Room("empty"), cancellationToken);
        await store.Identities.CreateAsync(Samples.Identity("abroad"), cancellationToken);
        await store.Identities.LinkAddressAsync("abroad", ChannelType.Sms, "+1", "another organisation", cancellationToken);
    }

    private async Task<string> ContentAsync(RedisKey key)
    {
        var content = await Database.KeyTypeAsync(key) switch
        {
            RedisType.Hash => (await Database.HashGetAllAsync(key)).Select(entry => $"{Hex(entry.Name)}={Hex(entry.Value)}").Order(StringComparer.Ordinal),
            RedisType.SortedSet => (await Database.SortedSetRangeByRankWithScoresAsync(key)).Select(entry => $"{Hex(entry.Element)}={entry.Score:R}"),
            RedisType.String => [Hex(await Database.StringGetAsync(key))],
            var other => [other.ToString()],
        };
        return string.Join('\n', content);
    }

    private static string Hex(RedisValue value) => Convert.ToHexString(((ReadOnlyMemory<byte>)value).Span);
}

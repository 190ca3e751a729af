using Conversations.Conformance;
using Conversations.Redis.Tests.Security;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>Data of another program under the store's keys: the error names the key, which the server's does not.</summary>
public sealed class WrongTypeTests : FaultTest
{
    private static readonly KeySpace Keys = new("conv");

    private static readonly RoomKeys Room = Keys.Room(Samples.RoomId);

    [Fact]
    public async Task Wrong_type_of_a_script_names_the_one_key_among_its_keys()
    {
        await AssertNamedAsync(Room.Threads, store => store.Events.AddAsync(Samples.Event("reply") with { ParentEventId = "first" }, cancellationToken: Token));
        await AssertNamedAsync(Room.Markers, store => store.ReadState.MarkReadAsync(Samples.RoomId, "channel", "first", Token));
        await AssertNamedAsync(Room.Participants, store => store.Rooms.LoadContextAsync(Samples.RoomId, Token));
        await AssertNamedAsync(Room.Idempotency("key"), store => store.Idempotency.IsSeenAsync(Samples.RoomId, "key", Token), isList: true);
    }

    [Fact]
    public async Task Wrong_type_of_a_command_names_its_key()
    {
        await AssertNamedAsync(Room.Events, store => store.Events.CountAsync(Samples.RoomId, Token));
        await AssertNamedAsync(Room.Events, store => store.Events.TimelineAsync(Samples.RoomId, cancellationToken: Token));
        await AssertNamedAsync(Room.Bindings, store => store.Bindings.ListAsync(Samples.RoomId, Token));
        await AssertNamedAsync(Room.Bindings, store => store.Bindings.ExistsAsync(Samples.RoomId, "channel", Token));
        await AssertNamedAsync(Room.Tasks, store => store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token));
        await AssertNamedAsync(Room.Markers, store => store.ReadState.MarkersAsync(Samples.RoomId, Token));
        await AssertNamedAsync(Keys.Rooms(null, null), store => store.Rooms.ListAsync(cancellationToken: Token));
        await AssertNamedAsync(Keys.Identity("identity"), store => store.Identities.GetAsync("identity", Token), isList: true);
        await AssertNamedAsync(Keys.EventLocator("e"), store => store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Wrong_type_of_a_locator_beside_an_added_event_names_the_locator() =>
        await AssertNamedAsync(Keys.EventLocator("e"), store => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token), mayHaveTakenEffect: true);

    [Fact]
    public async Task Wrong_type_of_the_layout_names_its_key()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using (var admin = await ConnectAsync(server)) await admin.GetDatabase().HashSetAsync(Keys.Layout, "a", "b");
        await using var store = await RedisConversationStore.ConnectAsync($"{server.ConnectionString},password={Secret}", WithoutRetries, Token);

        var fault = await UnavailableAsync(UnavailableReason.Server, isRetrySafe: false, mayHaveTakenEffect: false, () => store.Rooms.GetAsync(Samples.RoomId, Token));

        Assert.Contains("'conv:layout'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'conv:layout'", (await store.CheckHealthAsync(cancellationToken: Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_type_is_named_with_the_least_rights_a_store_needs()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        await AccessRules.Store.ApplyAsync(admin);
        await using var least = await RedisConversationStore.ConnectAsync(server.ConnectionString + AccessRules.Store.Login, WithoutRetries, Token);
        await admin.GetDatabase().StringSetAsync(Room.Markers, "of another program");

        var fault = await UnavailableAsync(UnavailableReason.Server, isRetrySafe: false, mayHaveTakenEffect: false, () => least.ReadState.MarkAllReadAsync(Samples.RoomId, "channel", Token));

        Assert.Contains($"The key '{Room.Markers}' ", fault.Message, StringComparison.Ordinal);
    }

    private static async Task AssertNamedAsync(RedisKey key, Func<RedisConversationStore, Task> call, bool isList = false, bool mayHaveTakenEffect = false)
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await using var admin = await ConnectAsync(server);
        var database = admin.GetDatabase();
        await database.KeyDeleteAsync(key);
        if (isList) await database.ListRightPushAsync(key, "of another program");
        else await database.StringSetAsync(key, "of another program");

        var fault = await UnavailableAsync(UnavailableReason.Server, isRetrySafe: false, mayHaveTakenEffect, () => call(store));

        Assert.Contains($"The key '{key}' ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("WRONGTYPE", fault.Message, StringComparison.Ordinal);
    }
}

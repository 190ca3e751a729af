using Conversations.Conformance;
using StackExchange.Redis;
using Xunit;
using Condition = Conversations.Testing.Condition;

namespace Conversations.Redis.Tests.Cluster;

/// <summary>A slot moves from node to node, key by key, and those who call meanwhile do not notice: the store follows redirections, and waits where a script's keys are some here, some there.</summary>
/// <param name="fixture">The cluster.</param>
[Collection(typeof(ChangingClusterTests))]
public sealed class ReshardingTests(ChangingCluster fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slot_that_moves_under_load_loses_and_doubles_nothing()
    {
        fixture.SkipWithoutServer();
        await using var rooms = await BusyRooms.StartAsync(fixture.Cluster, Token);
        var home = await fixture.Cluster.PrimaryOfAsync(rooms.Slot);
        var moved = (await ErrorsAsync())["MOVED"];

        foreach (var target in (await fixture.Cluster.PrimariesAsync()).Where(node => node != home).Append(home))
        {
            await rooms.WrittenAsync(50);
            var move = await fixture.Cluster.BeginMoveAsync(rooms.Slot, target);
            await move.MoveKeysAsync(7);
            await SomebodyWasToldAsync("TRYAGAIN");
            while (await move.MoveKeysAsync(7) > 0) await Task.Yield();
            await SomebodyWasToldAsync("ASK");
            await move.CompleteAsync();
        }

        await rooms.WrittenAsync(50);
        await rooms.StopAndVerifyAsync();
        Assert.True((await ErrorsAsync())["MOVED"] > moved, "Nobody was told that the slot had moved: the test shows nothing.");
    }

    [Fact]
    public async Task Write_that_meets_a_half_moved_slot_is_done_once_the_slot_has_moved()
    {
        fixture.SkipWithoutServer();
        await using var store = await OpenWithEventAsync();
        var move = await HalfMoveAsync();

        var adding = store.Events.AddAsync(Samples.Event("second"), cancellationToken: Token);
        await SomebodyWasToldAsync("TRYAGAIN");
        await SomebodyWasToldAsync("TRYAGAIN");
        Assert.False(adding.IsCompleted);
        await move.CompleteAsync();

        Assert.Equal((AddEventOutcome.Committed, 1), ((await adding).Outcome, (await adding).Event.Index));
        Assert.Equal(2, await store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Write_that_meets_a_slot_that_stays_half_moved_fails_at_its_deadline_having_done_nothing()
    {
        fixture.SkipWithoutServer();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(fixture.Cluster.ConnectionString);
        var options = PatientOptions.Create();
        await using var patient = new RedisConversationStore(connection, options);
        await AddFirstAsync(patient);

        // So long a pause behind the first attempt that the deadline passes in it: passing while an attempt waits for its reply, it could not tell that nothing was done.
        var pause = TimeSpan.FromMinutes(1);
        await using var store = new RedisConversationStore(connection, options with { OperationTimeout = TimeSpan.FromSeconds(6), Retry = new() { BaseDelay = pause, MaxDelay = pause } });
        await store.Rooms.ExistsAsync(Samples.RoomId, Token);
        var move = await HalfMoveAsync();

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.AddAsync(Samples.Event("second"), cancellationToken: Token));

        Assert.Equal((UnavailableReason.Failover, true, false), (fault.Reason, fault.IsRetrySafe, fault.MayHaveTakenEffect));
        await move.CompleteAsync();
        Assert.Equal(1, await store.Events.CountAsync(Samples.RoomId, Token));
    }

    private async Task<RedisConversationStore> OpenWithEventAsync()
    {
        var store = await RedisConversationStore.ConnectAsync(fixture.Cluster.ConnectionString, PatientOptions.Create(), Token);
        await AddFirstAsync(store);
        return store;
    }

    private static async Task AddFirstAsync(RedisConversationStore store)
    {
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Events.AddAsync(Samples.Event("first"), cancellationToken: Token);
    }

    private async Task<SlotMove> HalfMoveAsync()
    {
        var slot = await fixture.Cluster.SlotOfAsync($"{{{Samples.RoomId}}}");
        var source = await fixture.Cluster.PrimaryOfAsync(slot);
        var move = await fixture.Cluster.BeginMoveAsync(slot, (await fixture.Cluster.PrimariesAsync()).First(node => node != source));
        await move.MoveKeysAsync(1);
        return move;
    }

    /// <summary>Waits until one more of those who call has been answered with an error.</summary>
    private async Task SomebodyWasToldAsync(string code)
    {
        var before = (await ErrorsAsync())[code];
        await Condition.HoldsAsync($"somebody is told {code}", async () => (await ErrorsAsync())[code] > before, Token);
    }

    private async Task<Dictionary<string, long>> ErrorsAsync()
    {
        var errors = new Dictionary<string, long>();
        foreach (var code in (string[])["MOVED", "ASK", "TRYAGAIN"])
        {
            errors.Add(code, 0);
            foreach (var node in fixture.Cluster.Nodes) errors[code] += await node.ErrorsAsync(code);
        }

        return errors;
    }
}

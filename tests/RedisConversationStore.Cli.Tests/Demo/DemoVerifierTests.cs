using Conversations.Cli.Demo;

namespace Conversations.Cli.Tests.Demo;

/// <summary>A verifier that finds nothing proves nothing: each violation is planted here and must be found.</summary>
public sealed class DemoVerifierTests
{
    private static readonly Room Room = Records.Room();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equal_stores_verify()
    {
        var result = await VerifyAsync((_, _) => Task.CompletedTask);
        Assert.Equal((0L, 5L, 1L), (result.Gaps, result.Events, result.Deleted));
        Assert.Empty(result.Mismatches);
        Assert.Equal(3, result.Unread["c"]);
    }

    [Fact]
    public async Task A_missing_event_is_found()
    {
        var result = await VerifyAsync((store, ct) => store.Events.DeleteAsync("r", "e2", cascade: true, ct));
        Assert.Equal(1, result.Gaps);
        Assert.Contains(result.Mismatches, text => text.Contains("event 'e2'", StringComparison.Ordinal) && text.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_doubled_event_is_found()
    {
        var result = await VerifyAsync((store, ct) => store.Events.AddAsync(Records.Event("e1-again", "one"), options: null, ct));
        Assert.Contains(result.Mismatches, text => text.Contains("'e1-again'", StringComparison.Ordinal) && text.Contains("should not be there", StringComparison.Ordinal));
        Assert.Contains(result.Mismatches, text => text.Contains("event_count", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_body_is_found_and_named()
    {
        var result = await VerifyAsync((store, ct) => store.Events.UpdateAsync(Records.Event("e1", "something else"), ct));
        Assert.Contains("differs in content", Assert.Single(result.Mismatches), StringComparison.Ordinal);
        Assert.Equal(0, result.Gaps);
    }

    [Fact]
    public async Task A_skipped_index_is_a_gap()
    {
        var result = await VerifyAsync((store, ct) => store.Events.ImportAsync(Records.Event("late", index: 9), ct), answered: [0, 1, 2, 3, 4, 9]);
        Assert.Equal(4, result.Gaps);
    }

    [Fact]
    public async Task An_index_that_nobody_was_given_is_a_gap_even_when_its_event_is_deleted()
    {
        var result = await VerifyAsync((_, _) => Task.CompletedTask, answered: [0, 1, 2, 4]);
        Assert.Equal(1, result.Gaps);
    }

    [Fact]
    public async Task Events_in_another_order_are_found()
    {
        var result = await VerifyAsync((_, _) => Task.CompletedTask, swapped: true);
        Assert.Equal(2, result.Mismatches.Count(text => text.Contains("differs in index", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_marker_that_stands_elsewhere_is_found()
    {
        var result = await VerifyAsync((store, ct) => store.ReadState.MarkAllReadAsync("r", "c", ct));
        Assert.Contains(result.Mismatches, text => text.Contains("read_marker 'c'", StringComparison.Ordinal));
        Assert.Contains(result.Mismatches, text => text.Contains("unread", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_room_that_is_gone_is_found()
    {
        var result = await VerifyAsync((store, ct) => store.Rooms.DeleteAsync("r", ct));
        Assert.Contains(result.Mismatches, text => text == "room 'r' is missing.");
        Assert.Equal(4, result.Gaps);
    }

    [Fact]
    public async Task A_changed_binding_is_found()
    {
        var result = await VerifyAsync((store, ct) => store.Bindings.UpdateAsync(Records.Binding() with { Muted = true }, ct));
        Assert.Contains("differs in muted", Assert.Single(result.Mismatches), StringComparison.Ordinal);
    }

    private static async Task<Verification> VerifyAsync(Func<IConversationStore, CancellationToken, Task> plant, HashSet<long>? answered = null, bool swapped = false)
    {
        await using var twin = await StoreAsync(["e0", "e1", "e2", "gone", "e4"]);
        await using var actual = await StoreAsync(swapped ? ["e0", "e2", "e1", "gone", "e4"] : ["e0", "e1", "e2", "gone", "e4"]);
        await plant(actual, Ct);
        return await new DemoVerifier(actual, twin, _ => answered ?? [0, 1, 2, 3, 4]).VerifyAsync([Room.Id], Ct);
    }

    private static async Task<InMemoryConversationStore> StoreAsync(string[] ids)
    {
        var store = new InMemoryConversationStore();
        await store.Rooms.CreateAsync(Room, Ct);
        await store.Bindings.AddAsync(Records.Binding(), Ct);
        foreach (var id in ids) await store.Events.AddAsync(Records.Event(id), options: null, Ct);
        await store.Events.DeleteAsync("r", "gone", cascade: true, Ct);
        await store.ReadState.RestoreMarkerAsync(new() { RoomId = "r", ChannelId = "c", Index = 0 }, Ct);
        return store;
    }
}

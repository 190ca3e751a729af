using Xunit;

namespace Conversations.Conformance;

/// <summary>Reading single events and replacing them.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventUpdateConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Get_finds_an_event_by_id_alone_and_by_room_and_id()
    {
        var stored = (await RoomWithEventsAsync("e0", "e1"))[1];

        Assert.Equal(stored, await Store.Events.GetAsync("e1", Token));
        Assert.Equal(stored, await Store.Events.GetAsync(Samples.RoomId, "e1", Token));
    }

    [Fact]
    public async Task Get_of_an_unknown_event_or_of_another_room_is_null()
    {
        await RoomWithEventsAsync("e");
        await CreateRoomAsync("other");

        Assert.Null(await Store.Events.GetAsync("unknown", Token));
        Assert.Null(await Store.Events.GetAsync(Samples.RoomId, "unknown", Token));
        Assert.Null(await Store.Events.GetAsync("other", "e", Token));
        Assert.Null(await Store.Events.GetAsync("unknown", "e", Token));
    }

    [Fact]
    public async Task Get_by_an_id_used_in_two_rooms_answers_with_the_one_written_last()
    {
        await RoomWithEventsAsync("e");
        await CreateRoomAsync("other");
        var last = await AddAsync(Samples.Event("e", "other"));

        Assert.Equal(last, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Get_by_an_id_used_in_two_rooms_answers_with_nothing_once_the_last_is_deleted()
    {
        await RoomWithEventsAsync("e");
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("e", "other"));

        await Store.Events.DeleteAsync("other", "e", cancellationToken: Token);

        Assert.Null(await Store.Events.GetAsync("e", Token));
        Assert.NotNull(await Store.Events.GetAsync(Samples.RoomId, "e", Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_by_an_id_used_in_two_rooms_answers_again_once_the_other_is_added_again(bool import)
    {
        var stored = (await RoomWithEventsAsync("e"))[0];
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("e", "other"));
        await Store.Events.DeleteAsync("other", "e", cancellationToken: Token);

        var again = import ? await Store.Events.ImportAsync(stored, Token) : await Store.Events.AddAsync(stored, cancellationToken: Token);

        Assert.True(again.IsDuplicate);
        Assert.Equal(stored, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Get_by_an_id_used_in_two_rooms_still_answers_when_the_first_is_deleted()
    {
        await RoomWithEventsAsync("e");
        await CreateRoomAsync("other");
        var last = await AddAsync(Samples.Event("e", "other"));

        await Store.Events.DeleteAsync(Samples.RoomId, "e", cancellationToken: Token);

        Assert.Equal(last, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Get_by_an_id_used_in_two_rooms_counts_neither_updates_nor_duplicates()
    {
        var first = (await RoomWithEventsAsync("e"))[0];
        await CreateRoomAsync("other");
        var last = await AddAsync(Samples.Event("e", "other"));

        await Store.Events.UpdateAsync(first with { Status = EventStatus.Read }, Token);
        Assert.True((await Store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token)).IsDuplicate);
        Assert.True((await Store.Events.ImportAsync(first, Token)).IsDuplicate);

        Assert.Equal(last, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Update_replaces_the_record()
    {
        var stored = (await RoomWithEventsAsync("e"))[0];
        var change = Samples.FullEvent("e") with { Index = stored.Index, IdempotencyKey = null };

        var updated = await Store.Events.UpdateAsync(change, Token);

        Assert.Equal(change, updated);
        Assert.Equal(change, await Store.Events.GetAsync("e", Token));
        Assert.Equal([change], await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), cancellationToken: Token));
    }

    [Fact]
    public async Task Update_can_unset_everything_optional()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.FullEvent("e"));

        var updated = await Store.Events.UpdateAsync(Samples.Event("e"), Token);

        Assert.Equal(Samples.Event("e") with { Index = 0, IdempotencyKey = "key of e" }, updated);
        Assert.Equal(updated, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Update_never_changes_index_created_at_and_idempotency_key()
    {
        await CreateRoomAsync();
        var stored = await AddAsync(Samples.Event("e") with { IdempotencyKey = "key" });

        foreach (var change in new[]
        {
            stored with { Status = EventStatus.Read, Index = 9, CreatedAt = Samples.Instant.AddDays(9), IdempotencyKey = "other" },
            stored with { Status = EventStatus.Read, Index = null, CreatedAt = Samples.Instant.AddDays(-9), IdempotencyKey = null },
        })
        {
            Assert.Equal(stored with { Status = EventStatus.Read }, await Store.Events.UpdateAsync(change, Token));
            Assert.Equal(stored with { Status = EventStatus.Read }, await Store.Events.GetAsync(Samples.RoomId, "e", Token));
        }

        Assert.True(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "key", Token));
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "other", Token));
    }

    [Fact]
    public async Task Update_gives_an_event_without_a_key_none()
    {
        await RoomWithEventsAsync("e");

        var updated = await Store.Events.UpdateAsync(Samples.Event("e") with { IdempotencyKey = "key" }, Token);

        Assert.Null(updated.IdempotencyKey);
        Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "key", Token));
        await AddAsync(Samples.Event("f") with { IdempotencyKey = "key" });
    }

    [Fact]
    public async Task Update_leaves_the_room_and_the_count_alone()
    {
        await RoomWithEventsAsync("e0", "e1");
        var before = await RoomAsync();

        await Store.Events.UpdateAsync(Samples.Event("e0") with { CreatedAt = Samples.Instant.AddDays(9), Content = new TextContent { Body = "longer than before" } }, Token);

        Assert.Equal(before, await RoomAsync());
        Assert.Equal(2, await Store.Events.CountAsync(Samples.RoomId, Token));
        Assert.Equal(["e0", "e1"], await EventIdsAsync());
    }

    [Fact]
    public async Task Update_of_an_event_the_room_does_not_have_is_not_found()
    {
        await RoomWithEventsAsync("e");
        await CreateRoomAsync("other");

        var error = await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Events.UpdateAsync(Samples.Event("unknown"), Token));
        Assert.Equal((RecordKinds.Event, "unknown"), (error.Kind, error.Id));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Events.UpdateAsync(Samples.Event("e", "other"), Token));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Events.UpdateAsync(Samples.Event("e", "unknown"), Token));

        await Store.Events.DeleteAsync(Samples.RoomId, "e", cancellationToken: Token);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Events.UpdateAsync(Samples.Event("e"), Token));
        Assert.Empty(await EventIdsAsync());
        Assert.Empty(await EventIdsAsync("other"));
    }

    [Fact]
    public async Task Update_moves_an_event_from_one_thread_to_another()
    {
        await RoomWithEventsAsync("root 1", "root 2");
        var reply = await AddAsync(Samples.Reply("reply", "root 1"));

        await Store.Events.UpdateAsync(reply with { ParentEventId = "root 2" }, Token);

        Assert.Equal(["root 2"], await RootsWithRepliesAsync());
        Assert.Equal(["root 1"], await Store.Events.DeleteAsync(Samples.RoomId, "root 1", cancellationToken: Token));

        await Store.Events.UpdateAsync(reply with { ParentEventId = null }, Token);
        Assert.Empty(await RootsWithRepliesAsync());

        await Store.Events.UpdateAsync(reply, Token);
        Assert.Equal(["root 1"], await RootsWithRepliesAsync());
    }

    private async Task<string[]> RootsWithRepliesAsync() =>
        [.. (await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["root 1", "root 2"], Token)).Select(summary => summary.RootEventId)];
}

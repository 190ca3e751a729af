using Xunit;

namespace Conversations.Conformance;

/// <summary>Deleting events, with and without their threads.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventDeleteConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Delete_removes_the_event_from_every_read()
    {
        await RoomWithEventsAsync("e0", "e1", "e2");

        Assert.Equal(["e1"], await DeleteAsync("e1"));

        Assert.Null(await Store.Events.GetAsync("e1", Token));
        Assert.Null(await Store.Events.GetAsync(Samples.RoomId, "e1", Token));
        Assert.Equal(["e0", "e2"], await EventIdsAsync());
        Assert.Equal(["e0", "e2"], Ids(await Store.Events.TimelineAsync(Samples.RoomId, cancellationToken: Token)));
        Assert.Equal(["e0", "e2"], Ids(await Store.Events.ConversationAsync(Samples.RoomId, cancellationToken: Token)));
    }

    [Fact]
    public async Task Delete_lowers_the_count_but_no_store_managed_member_of_the_room()
    {
        await RoomWithEventsAsync("e0", "e1", "e2");
        var before = await RoomAsync();

        await DeleteAsync("e2");
        await DeleteAsync("e0");

        Assert.Equal(1, await Store.Events.CountAsync(Samples.RoomId, Token));
        Assert.Equal(before, await RoomAsync());
    }

    [Fact]
    public async Task Delete_never_frees_an_index()
    {
        await RoomWithEventsAsync("e0", "e1");
        await DeleteAsync("e1");
        await DeleteAsync("e0");

        Assert.Equal(2, (await AddAsync(Samples.Event("e2"))).Index);
    }

    [Fact]
    public async Task Delete_frees_the_id()
    {
        await RoomWithEventsAsync("e");
        await DeleteAsync("e");

        var again = await AddAsync(Samples.Event("e") with { Status = EventStatus.Read });

        Assert.Equal(1, again.Index);
        Assert.Equal(again, await Store.Events.GetAsync("e", Token));
    }

    [Fact]
    public async Task Delete_releases_the_keys_of_the_event_and_its_replies()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("root") with { IdempotencyKey = "key of root" });
        await AddAsync(Samples.Reply("reply", "root") with { IdempotencyKey = "key of reply" });
        await AddAsync(Samples.Event("other") with { IdempotencyKey = "key of other" });

        await DeleteAsync("root");

        foreach (var key in new[] { "key of root", "key of reply" })
        {
            Assert.False(await Store.Idempotency.IsSeenAsync(Samples.RoomId, key, Token));
            Assert.Null(await Store.Idempotency.GetEventAsync(Samples.RoomId, key, Token));
            await AddAsync(Samples.Event($"again under {key}") with { IdempotencyKey = key });
        }

        Assert.True(await Store.Idempotency.IsSeenAsync(Samples.RoomId, "key of other", Token));
    }

    [Fact]
    public async Task Delete_leaves_a_key_that_others_have_claimed_since()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("first") with { IdempotencyKey = "key" });
        await Store.Idempotency.ReleaseAsync(Samples.RoomId, "key", Token);
        await AddAsync(Samples.Event("second") with { IdempotencyKey = "key" });

        await DeleteAsync("first");

        Assert.Equal("second", (await Store.Idempotency.GetEventAsync(Samples.RoomId, "key", Token))?.Id);
    }

    [Fact]
    public async Task Delete_takes_the_replies_along_in_order_of_index()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Reply("z", "root"));
        await AddEventsAsync("root", "unrelated");
        await AddAsync(Samples.Reply("a", "root"));
        await AddAsync(Samples.Reply("m", "root"));

        Assert.Equal(["root", "z", "a", "m"], await DeleteAsync("root"));

        Assert.Equal(["unrelated"], await EventIdsAsync());
        Assert.Equal(1, await Store.Events.CountAsync(Samples.RoomId, Token));
        Assert.Null(await Store.Events.GetAsync("a", Token));
    }

    [Fact]
    public async Task Delete_without_cascade_keeps_the_replies()
    {
        await RoomWithEventsAsync("root");
        var reply = await AddAsync(Samples.Reply("reply", "root"));

        Assert.Equal(["root"], await DeleteAsync("root", cascade: false));

        Assert.Equal(reply, await Store.Events.GetAsync("reply", Token));
        Assert.Equal(1, Assert.Single(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["root"], Token)).ReplyCount);
    }

    [Fact]
    public async Task Delete_of_a_reply_leaves_the_root_and_the_other_replies()
    {
        await RoomWithEventsAsync("root");
        await AddAsync(Samples.Reply("r1", "root"));
        await AddAsync(Samples.Reply("r2", "root"));

        Assert.Equal(["r1"], await DeleteAsync("r1"));

        Assert.Equal(["root", "r2"], await EventIdsAsync());
    }

    [Fact]
    public async Task Delete_takes_threads_as_flat()
    {
        await RoomWithEventsAsync("root");
        await AddAsync(Samples.Reply("reply", "root"));
        await AddAsync(Samples.Reply("reply to the reply", "reply"));

        Assert.Equal(["root", "reply"], await DeleteAsync("root"));

        Assert.Equal(["reply to the reply"], await EventIdsAsync());
    }

    [Fact]
    public async Task Delete_of_an_event_that_names_itself_as_parent_deletes_it_once()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Reply("self", "self"));

        Assert.Equal(["self"], await DeleteAsync("self"));

        Assert.Equal(0, await Store.Events.CountAsync(Samples.RoomId, Token));
    }

    [Fact]
    public async Task Delete_takes_a_long_thread_along()
    {
        await RoomWithEventsAsync("root");
        var replies = Enumerable.Range(0, 1200).Select(i => Samples.Reply($"r{i}", "root")).ToArray();
        foreach (var chunk in replies.Chunk(EventLimits.MaxEventsPerAdd)) await Store.Events.AddManyAsync(Samples.RoomId, chunk, cancellationToken: Token);

        Assert.Equal(["root", .. Ids(replies)], await DeleteAsync("root"));

        Assert.Equal(0, await Store.Events.CountAsync(Samples.RoomId, Token));
        Assert.Empty(await Store.Events.ThreadSummariesAsync(Samples.RoomId, ["root"], Token));
    }

    [Fact]
    public async Task Delete_of_an_event_the_room_does_not_have_is_empty()
    {
        await RoomWithEventsAsync("e");
        await CreateRoomAsync("other");

        Assert.Empty(await DeleteAsync("unknown"));
        Assert.Empty(await Store.Events.DeleteAsync("other", "e", cancellationToken: Token));
        Assert.Empty(await Store.Events.DeleteAsync("unknown", "e", cancellationToken: Token));
        await DeleteAsync("e");
        Assert.Empty(await DeleteAsync("e"));
    }

    [Fact]
    public async Task Delete_of_an_unknown_root_leaves_the_replies_that_name_it()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Reply("orphan", "unknown"));

        Assert.Empty(await DeleteAsync("unknown"));

        Assert.Equal(["orphan"], await EventIdsAsync());
    }

    [Fact]
    public async Task Delete_of_the_same_id_in_another_room_leaves_this_one()
    {
        await RoomWithEventsAsync("e");
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("e", "other"));
        await AddAsync(Samples.Event("r", "other") with { ParentEventId = "e" });

        Assert.Equal(["e"], await DeleteAsync("e"));

        Assert.Equal(["e", "r"], await EventIdsAsync("other"));
    }

    private Task<IReadOnlyList<string>> DeleteAsync(string eventId, bool cascade = true) => Store.Events.DeleteAsync(Samples.RoomId, eventId, cascade, Token);

    [Fact]
    public async Task Event_added_again_while_it_is_deleted_is_found_by_its_id_alone()
    {
        await CreateRoomAsync();
        for (var i = 0; i < 50; i++)
        {
            var id = $"e{i}";
            await AddAsync(Samples.Event(id));

            var deleting = Store.Events.DeleteAsync(Samples.RoomId, id, cancellationToken: Token);
            while ((await Store.Events.AddAsync(Samples.Event(id), cancellationToken: Token)).IsDuplicate)
            {
                // The delete has not come that far.
            }

            await deleting;
            Assert.NotNull(await Store.Events.GetAsync(id, Token));
        }
    }

    [Fact]
    public async Task Two_deletes_at_the_same_time_delete_a_thread_once_and_never_in_parts()
    {
        await CreateRoomAsync();
        for (var i = 0; i < 50; i++)
        {
            await AddAsync(Samples.Event($"root {i}"));
            await AddAsync(Samples.Reply($"reply {i}", $"root {i}"));

            var alone = Store.Events.DeleteAsync(Samples.RoomId, $"root {i}", cascade: false, Token);
            var cascade = Store.Events.DeleteAsync(Samples.RoomId, $"root {i}", cascade: true, Token);
            await Task.WhenAll(alone, cascade);

            if ((await alone).Count == 1)
            {
                Assert.Empty(await cascade);
                Assert.Equal([$"reply {i}"], await Store.Events.DeleteAsync(Samples.RoomId, $"reply {i}", cancellationToken: Token));
            }
            else
            {
                Assert.Equal([$"root {i}", $"reply {i}"], await cascade);
            }
        }
    }
}

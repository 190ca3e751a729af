using Xunit;

namespace Conversations.Conformance;

/// <summary>Threads and their summaries.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventThreadConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Summaries_count_replies_and_come_in_the_order_given_without_roots_that_have_none()
    {
        await RoomWithEventsAsync("a", "b", "c");
        await AddAsync(Samples.Reply("b1", "b"));
        await AddAsync(Samples.Reply("a1", "a"));
        await AddAsync(Samples.Reply("b2", "b"));

        var summaries = await SummariesAsync("c", "b", "unknown", "a");

        Assert.Equal([("b", 2L), ("a", 1L)], summaries.Select(summary => (summary.RootEventId, summary.ReplyCount)));
    }

    [Fact]
    public async Task Summary_gives_the_time_of_the_reply_with_the_highest_index()
    {
        await RoomWithEventsAsync("root");
        await AddAsync(Samples.Reply("r1", "root") with { CreatedAt = Samples.Instant.AddHours(2) });
        await AddAsync(Samples.Reply("r2", "root") with { CreatedAt = Samples.Instant.AddHours(1) });
        await AddEventsAsync("not a reply");

        Assert.Equal([new() { RootEventId = "root", ReplyCount = 2, LastReplyAt = Samples.Instant.AddHours(1) }], await SummariesAsync("root"));
    }

    [Fact]
    public async Task Summary_is_exact_after_replies_are_deleted()
    {
        await RoomWithEventsAsync("root");
        for (var i = 1; i <= 3; i++) await AddAsync(Samples.Reply($"r{i}", "root") with { CreatedAt = Samples.Instant.AddHours(i) });

        await Store.Events.DeleteAsync(Samples.RoomId, "r3", cancellationToken: Token);
        Assert.Equal([new() { RootEventId = "root", ReplyCount = 2, LastReplyAt = Samples.Instant.AddHours(2) }], await SummariesAsync("root"));

        await Store.Events.DeleteAsync(Samples.RoomId, "r1", cancellationToken: Token);
        await Store.Events.DeleteAsync(Samples.RoomId, "r2", cancellationToken: Token);
        Assert.Empty(await SummariesAsync("root"));
    }

    [Fact]
    public async Task Reply_may_name_a_parent_that_does_not_exist()
    {
        await CreateRoomAsync();

        var reply = await AddAsync(Samples.Reply("reply", "not there"));

        Assert.Equal("not there", reply.ParentEventId);
        Assert.Equal(1, Assert.Single(await SummariesAsync("not there")).ReplyCount);
    }

    [Fact]
    public async Task Duplicates_do_not_count_twice()
    {
        await RoomWithEventsAsync("root");
        await AddAsync(Samples.Reply("reply", "root") with { IdempotencyKey = "key" });

        await Store.Events.AddAsync(Samples.Reply("reply", "root"), cancellationToken: Token);
        await Store.Events.AddAsync(Samples.Reply("again", "root") with { IdempotencyKey = "key" }, cancellationToken: Token);

        Assert.Equal(1, Assert.Single(await SummariesAsync("root")).ReplyCount);
    }

    [Fact]
    public async Task Summaries_of_one_room_do_not_see_replies_of_another()
    {
        await RoomWithEventsAsync("root");
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("reply", "other") with { ParentEventId = "root" });

        Assert.Empty(await SummariesAsync("root"));
        Assert.Empty(await Store.Events.ThreadSummariesAsync("unknown", ["root"], Token));
    }

    [Fact]
    public async Task Summaries_of_no_roots_are_empty()
    {
        await Store.Rooms.CreateAsync(Samples.Room(), Token);

        Assert.Empty(await Store.Events.ThreadSummariesAsync(Samples.RoomId, [], Token));
        Assert.Empty(await Store.Events.ThreadSummariesAsync("unknown", [], Token));
    }

    [Fact]
    public async Task Summaries_take_as_many_roots_as_are_allowed()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Reply("reply", "root 999"));

        Assert.Equal("root 999", Assert.Single(await SummariesAsync([.. Enumerable.Range(0, 1000).Select(i => $"root {i}")])).RootEventId);
    }

    private Task<IReadOnlyList<ThreadSummary>> SummariesAsync(params string[] roots) => Store.Events.ThreadSummariesAsync(Samples.RoomId, roots, Token);
}

using Xunit;

namespace Conversations.Conformance;

/// <summary>Reading a timeline page by page.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventPagingConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    // Index 3 is deleted and 7 and 8 were never given out.
    private const string All = "0 1 2 4 5 6 9";

    /// <summary>Pages of the sample timeline and the indices they hold.</summary>
    public static TheoryData<string, EventPage, string> Pages { get; } = new()
    {
        { "oldest", EventPage.Oldest(), All },
        { "oldest, limited", EventPage.Oldest(3), "0 1 2" },
        { "oldest, past some", EventPage.Oldest(3, offset: 2), "2 4 5" },
        { "oldest, past most", EventPage.Oldest(3, offset: 6), "9" },
        { "oldest, past all", EventPage.Oldest(3, offset: 7), "" },
        { "oldest, far past all", EventPage.Oldest(1000, offset: int.MaxValue), "" },
        { "newest", EventPage.Newest(), All },
        { "newest, limited", EventPage.Newest(3), "5 6 9" },
        { "newest, past some", EventPage.Newest(3, offset: 2), "2 4 5" },
        { "newest, past most", EventPage.Newest(3, offset: 6), "0" },
        { "newest, past all", EventPage.Newest(3, offset: 7), "" },
        { "newest, far past all", EventPage.Newest(1000, offset: int.MaxValue), "" },
        { "after the start", EventPage.After(-1, 2), "0 1" },
        { "after an index", EventPage.After(1, 3), "2 4 5" },
        { "after a deleted index", EventPage.After(3, 2), "4 5" },
        { "after an index never given out", EventPage.After(7, 2), "9" },
        { "after the last", EventPage.After(9), "" },
        { "after any", EventPage.After(1_000_000), "" },
        { "before an index", EventPage.Before(6, 3), "2 4 5" },
        { "before a deleted index", EventPage.Before(3, 2), "1 2" },
        { "before an index never given out", EventPage.Before(8, 2), "5 6" },
        { "before the first", EventPage.Before(0), "" },
        { "before the second", EventPage.Before(1), "0" },
        { "before what is to come", EventPage.Before(long.MaxValue, 2), "6 9" },
        { "after, with an offset that is ignored", new EventPage { AfterIndex = 1, Limit = 2, Offset = 3, NewestFirst = true }, "2 4" },
        { "before, with an offset that is ignored", new EventPage { BeforeIndex = 6, Limit = 2, Offset = 3, NewestFirst = true }, "4 5" },
    };

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public async Task List_gives_the_page_in_ascending_order(string name, EventPage page, string expected)
    {
        await FillAsync();

        var events = await Store.Events.ListAsync(Samples.RoomId, page, cancellationToken: Token);

        Assert.True(expected == Indices(events), $"{name}: {Indices(events)}");
    }

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public async Task List_gives_the_same_page_through_a_filter_that_all_events_pass(string name, EventPage page, string expected)
    {
        await FillAsync();

        var events = await Store.Events.ListAsync(Samples.RoomId, page, new() { ChannelId = Samples.ChannelId }, Token);

        Assert.True(expected == Indices(events), $"{name}: {Indices(events)}");
    }

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public async Task List_filters_before_it_pages(string name, EventPage page, string expected)
    {
        // Between any two sample events lies one of another type, which moves every index.
        await CreateRoomAsync();
        foreach (var index in All.Split(' ').Select(long.Parse))
        {
            await Store.Events.ImportAsync(Samples.Event($"e{index}") with { Index = 2 * index }, Token);
            await Store.Events.ImportAsync(Samples.Event($"t{index}") with { Type = EventType.Typing, Index = (2 * index) + 1 }, Token);
        }

        var spread = page with
        {
            AfterIndex = page.AfterIndex is { } after ? after < 0 ? after : 2 * after : null,
            BeforeIndex = page.BeforeIndex is { } before ? Math.Min(before, 1000) * 2 : null,
        };
        var events = await Store.Events.ListAsync(Samples.RoomId, spread, new() { IncludeTypes = [EventType.Message] }, Token);

        Assert.True(expected == string.Join(' ', events.Select(roomEvent => roomEvent.Index / 2)), $"{name}: {Indices(events)}");
    }

    [Fact]
    public async Task List_of_an_unknown_or_empty_room_is_empty()
    {
        await CreateRoomAsync();

        foreach (var page in new[] { EventPage.Oldest(), EventPage.Newest(), EventPage.After(-1), EventPage.Before(9) })
        {
            Assert.Empty(await Store.Events.ListAsync(Samples.RoomId, page, cancellationToken: Token));
            Assert.Empty(await Store.Events.ListAsync("unknown", page, new() { TopLevelOnly = true }, Token));
        }
    }

    [Fact]
    public async Task List_orders_by_index_and_not_by_time()
    {
        await CreateRoomAsync();
        await AddAsync(Samples.Event("said later") with { CreatedAt = Samples.Instant.AddHours(1) });
        await AddAsync(Samples.Event("said earlier"));

        Assert.Equal(["said later", "said earlier"], await EventIdsAsync());
    }

    [Fact]
    public async Task List_gives_as_many_as_the_largest_limit()
    {
        await CreateRoomAsync();
        for (var batch = 0; batch < 1001; batch += 500)
        {
            await Store.Events.AddManyAsync(Samples.RoomId, [.. Enumerable.Range(batch, Math.Min(500, 1001 - batch)).Select(i => Samples.Event($"e{i}"))], cancellationToken: Token);
        }

        var page = await Store.Events.ListAsync(Samples.RoomId, EventPage.Newest(EventLimits.MaxPageLimit), cancellationToken: Token);

        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (long?)i), page.Select(roomEvent => roomEvent.Index));
    }

    [Fact]
    public async Task Timeline_gives_the_most_recent_events_of_every_type_or_the_first_behind_a_cursor()
    {
        await FillAsync(EventType.Typing);

        Assert.Equal(All, Indices(await Store.Events.TimelineAsync(Samples.RoomId, cancellationToken: Token)));
        Assert.Equal("6 9", Indices(await Store.Events.TimelineAsync(Samples.RoomId, 2, cancellationToken: Token)));
        Assert.Equal("0 1", Indices(await Store.Events.TimelineAsync(Samples.RoomId, 2, -1, Token)));
        Assert.Equal("2 4", Indices(await Store.Events.TimelineAsync(Samples.RoomId, 2, 1, Token)));
        Assert.Empty(await Store.Events.TimelineAsync(Samples.RoomId, 2, 9, Token));
        Assert.Empty(await Store.Events.TimelineAsync("unknown", cancellationToken: Token));
    }

    [Fact]
    public async Task Conversation_gives_messages_only()
    {
        await CreateRoomAsync();
        for (var i = 0; i < 12; i++) await AddAsync(Samples.Event($"e{i}") with { Type = i % 3 == 0 ? EventType.Message : EventType.Presence });

        Assert.Equal("0 3 6 9", Indices(await Store.Events.ConversationAsync(Samples.RoomId, cancellationToken: Token)));
        Assert.Equal("6 9", Indices(await Store.Events.ConversationAsync(Samples.RoomId, 2, cancellationToken: Token)));
        Assert.Equal("0 3", Indices(await Store.Events.ConversationAsync(Samples.RoomId, 2, -1, Token)));
        Assert.Equal("6 9", Indices(await Store.Events.ConversationAsync(Samples.RoomId, 5, 3, Token)));
        Assert.Empty(await Store.Events.ConversationAsync(Samples.RoomId, 5, 9, Token));
        Assert.Empty(await Store.Events.ConversationAsync("unknown", cancellationToken: Token));
    }

    [Fact]
    public async Task Conversation_finds_messages_far_behind_many_other_events()
    {
        await RoomWithEventsAsync("message");
        for (var batch = 0; batch < 3; batch++)
        {
            await Store.Events.AddManyAsync(Samples.RoomId, [.. Enumerable.Range(0, 500).Select(i => Samples.Event($"t{batch}.{i}") with { Type = EventType.Typing })], cancellationToken: Token);
        }

        Assert.Equal("0", Indices(await Store.Events.ConversationAsync(Samples.RoomId, 1, cancellationToken: Token)));
        Assert.Equal("0", Indices(await Store.Events.ListAsync(Samples.RoomId, EventPage.Before(1500, 1), new() { IncludeTypes = [EventType.Message] }, Token)));
        await AddEventsAsync("last");
        Assert.Equal("1501", Indices(await Store.Events.ConversationAsync(Samples.RoomId, 1, afterIndex: 0, cancellationToken: Token)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(20, 0)]
    [InlineData(20, 90)]
    [InlineData(100, 0)]
    [InlineData(150, 10)]
    public async Task Pages_are_full_however_often_what_they_ask_for_comes(int limit, int offset)
    {
        // Messages only, then every second event, then every twentieth, then messages only.
        await CreateRoomAsync();
        int[] oneIn = [1, 2, 20, 1];
        int[] messages = [.. Enumerable.Range(0, 400).Where(i => i % oneIn[i / 100] == 0)];
        await Store.Events.AddManyAsync(Samples.RoomId, [.. Enumerable.Range(0, 400).Select(i => Samples.Event($"e{i}") with { Type = messages.Contains(i) ? EventType.Message : EventType.Presence })], cancellationToken: Token);

        await ExpectAsync(EventPage.Newest(limit, offset), messages.SkipLast(offset).TakeLast(limit));
        await ExpectAsync(EventPage.Oldest(limit, offset), messages.Skip(offset).Take(limit));
        await ExpectAsync(EventPage.Before(310, limit), messages.Where(i => i < 310).TakeLast(limit));
        await ExpectAsync(EventPage.After(90, limit), messages.Where(i => i > 90).Take(limit));

        async Task ExpectAsync(EventPage page, IEnumerable<int> expected)
        {
            Assert.Equal(string.Join(' ', expected), Indices(await Store.Events.ListAsync(Samples.RoomId, page, new() { IncludeTypes = [EventType.Message] }, Token)));
            Assert.Equal(string.Join(' ', expected), Indices(await Store.Events.ListAsync(Samples.RoomId, page, new() { ExcludeTypes = [EventType.Presence] }, Token)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Enumerate_streams_the_whole_timeline_whatever_the_page_size(int pageSize)
    {
        await FillAsync();
        List<RoomEvent> events = [];

        await foreach (var roomEvent in Store.Events.EnumerateAsync(Samples.RoomId, pageSize: pageSize, cancellationToken: Token)) events.Add(roomEvent);

        Assert.Equal(All, Indices(events));
    }

    [Fact]
    public async Task Enumerate_filters_and_begins_behind_an_index()
    {
        await FillAsync();
        await AddAsync(Samples.Event("typing") with { Type = EventType.Typing });
        List<RoomEvent> events = [];

        await foreach (var roomEvent in Store.Events.EnumerateAsync(Samples.RoomId, new() { ExcludeTypes = [EventType.Typing] }, 4, 1, Token)) events.Add(roomEvent);

        Assert.Equal("5 6 9", Indices(events));
    }

    [Fact]
    public async Task Enumerate_sees_events_added_while_it_runs()
    {
        await RoomWithEventsAsync("e0", "e1");
        List<string> seen = [];

        await foreach (var roomEvent in Store.Events.EnumerateAsync(Samples.RoomId, pageSize: 1, cancellationToken: Token))
        {
            if (seen.Count == 0) await AddEventsAsync("e2");
            seen.Add(roomEvent.Id);
        }

        Assert.Equal(["e0", "e1", "e2"], seen);
    }

    private async Task FillAsync(EventType type = default)
    {
        await CreateRoomAsync();
        for (var i = 0; i < 7; i++) await AddAsync(Samples.Event($"e{i}") with { Type = type });
        await Store.Events.DeleteAsync(Samples.RoomId, "e3", cancellationToken: Token);
        await Store.Events.ImportAsync(Samples.Event("e9") with { Type = type, Index = 9 }, Token);
    }

    private static string Indices(IEnumerable<RoomEvent> events) => string.Join(' ', events.Select(roomEvent => roomEvent.Index));
}

using Xunit;

namespace Conversations.Conformance;

/// <summary>Filtering a timeline, and counting it.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventFilterConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Filter_by_included_types()
    {
        await FillAsync();

        Assert.Equal(["typing", "future"], await ListAsync(new() { IncludeTypes = [new("from_the_future"), EventType.Typing] }));
        Assert.Empty(await ListAsync(new() { IncludeTypes = [EventType.Dtmf] }));
        Assert.Empty(await ListAsync(new() { IncludeTypes = [] }));
    }

    [Fact]
    public async Task Filter_by_excluded_types_which_win()
    {
        await FillAsync();

        Assert.Equal(["typing", "future"], await ListAsync(new() { ExcludeTypes = [EventType.Message] }));
        Assert.Equal(["future"], await ListAsync(new() { IncludeTypes = [EventType.Typing, new("from_the_future")], ExcludeTypes = [EventType.Typing] }));
        Assert.Equal(await EventIdsAsync(), await ListAsync(new() { ExcludeTypes = [] }));
    }

    [Fact]
    public async Task Filter_by_visibility()
    {
        await FillAsync();

        Assert.Equal(["hidden"], await ListAsync(new() { Visibility = "internal" }));
        Assert.Empty(await ListAsync(new() { Visibility = "INTERNAL" }));
    }

    [Fact]
    public async Task Filter_by_source_channel_id()
    {
        await FillAsync();

        Assert.Equal(["by sms"], await ListAsync(new() { ChannelId = "phone" }));
        Assert.Empty(await ListAsync(new() { ChannelId = "unknown" }));
    }

    [Fact]
    public async Task Filter_by_source_channel_type()
    {
        await FillAsync();

        Assert.Equal(["by sms"], await ListAsync(new() { ChannelType = ChannelType.Sms }));
        Assert.Empty(await ListAsync(new() { ChannelType = ChannelType.Mms }));
    }

    [Fact]
    public async Task Filter_by_correlation_id()
    {
        await FillAsync();

        Assert.Equal(["correlated"], await ListAsync(new() { CorrelationId = "exchange" }));
    }

    [Fact]
    public async Task Filter_by_participant_id()
    {
        await FillAsync();

        Assert.Equal(["by ada"], await ListAsync(new() { ParticipantId = "ada" }));
    }

    [Fact]
    public async Task Filter_by_parent_event_id()
    {
        await FillAsync();

        Assert.Equal(["reply"], await ListAsync(new() { ParentEventId = "plain" }));
        Assert.Empty(await ListAsync(new() { ParentEventId = "reply" }));
    }

    [Fact]
    public async Task Filter_by_top_level_only()
    {
        await FillAsync();

        Assert.Equal((await EventIdsAsync()).Where(id => id != "reply"), await ListAsync(new() { TopLevelOnly = true }));
    }

    [Fact]
    public async Task Filter_by_time_excludes_both_ends()
    {
        await CreateRoomAsync();
        for (var i = 0; i < 5; i++) await AddAsync(Samples.Event($"e{i}") with { CreatedAt = Samples.Instant.AddMicroseconds(i) });

        Assert.Equal(["e3", "e4"], await ListAsync(new() { CreatedAfter = Samples.Instant.AddMicroseconds(2) }));
        Assert.Equal(["e0", "e1"], await ListAsync(new() { CreatedBefore = Samples.Instant.AddMicroseconds(2) }));
        Assert.Equal(["e2"], await ListAsync(new() { CreatedAfter = Samples.Instant.AddMicroseconds(1), CreatedBefore = Samples.Instant.AddMicroseconds(3).ToOffset(TimeSpan.FromHours(2)) }));
    }

    [Fact]
    public async Task Filter_without_criteria_lets_everything_pass()
    {
        await FillAsync();

        Assert.Equal(await EventIdsAsync(), await ListAsync(new()));
    }

    [Fact]
    public async Task Filter_criteria_narrow_together()
    {
        await CreateRoomAsync();
        var matching = Samples.FullEvent("match") with { CreatedAt = Samples.Instant };
        await AddAsync(matching);
        RoomEvent[] others =
        [
            matching with { Type = EventType.Message },
            matching with { Visibility = "all" },
            matching with { Source = matching.Source with { ChannelId = "other" } },
            matching with { Source = matching.Source with { ChannelType = ChannelType.Sms } },
            matching with { CorrelationId = null },
            matching with { Source = matching.Source with { ParticipantId = null } },
            matching with { ParentEventId = null },
            matching with { CreatedAt = Samples.Instant.AddSeconds(1) },
            matching with { CreatedAt = Samples.Instant.AddSeconds(-1) },
        ];
        for (var i = 0; i < others.Length; i++) await AddAsync(others[i] with { Id = $"other {i}", IdempotencyKey = null });

        Assert.Equal(
            ["match"],
            await ListAsync(new()
            {
                IncludeTypes = [matching.Type],
                ExcludeTypes = [EventType.Typing],
                Visibility = matching.Visibility,
                ChannelId = matching.Source.ChannelId,
                ChannelType = matching.Source.ChannelType,
                CorrelationId = matching.CorrelationId,
                ParticipantId = matching.Source.ParticipantId,
                ParentEventId = matching.ParentEventId,
                CreatedAfter = Samples.Instant.AddSeconds(-1),
                CreatedBefore = Samples.Instant.AddSeconds(1),
            }));
    }

    [Fact]
    public async Task Filter_follows_updates()
    {
        var stored = (await RoomWithEventsAsync("e"))[0];

        await Store.Events.UpdateAsync(stored with { Type = EventType.System, ParentEventId = "root", Visibility = "none" }, Token);

        Assert.Equal(["e"], await ListAsync(new() { IncludeTypes = [EventType.System], ParentEventId = "root", Visibility = "none" }));
        Assert.Empty(await ListAsync(new() { IncludeTypes = [EventType.Message] }));
        Assert.Empty(await ListAsync(new() { TopLevelOnly = true }));
        Assert.Empty(await Store.Events.ConversationAsync(Samples.RoomId, cancellationToken: Token));
    }

    [Fact]
    public async Task Filter_of_a_timeline_longer_than_any_chunk_fills_the_page()
    {
        await CreateRoomAsync();
        for (var batch = 0; batch < 3; batch++)
        {
            await Store.Events.AddManyAsync(
                Samples.RoomId,
                [.. Enumerable.Range(500 * batch, 500).Select(i => Samples.Event($"e{i}") with { Visibility = i % 100 == 0 ? "none" : "all" })],
                cancellationToken: Token);
        }

        EventFilter rare = new() { Visibility = "none" };
        Assert.Equal(["e0", "e100", "e200"], Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(3), rare, Token)));
        Assert.Equal(["e1100", "e1200"], Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.Newest(2, offset: 2), rare, Token)));
        Assert.Equal(["e500", "e600"], Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.After(400, 2), rare, Token)));
        Assert.Equal(["e0", "e100"], Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.Before(200, 10), rare, Token)));
        Assert.Equal(15, (await ListAsync(rare)).Length);
    }

    [Fact]
    public async Task Count_is_of_the_events_that_are_there_now()
    {
        Assert.Equal(0, await Store.Events.CountAsync("unknown", Token));
        await CreateRoomAsync();
        Assert.Equal(0, await Store.Events.CountAsync(Samples.RoomId, Token));

        await AddEventsAsync("e0", "e1");
        await Store.Events.ImportAsync(Samples.Event("e100") with { Index = 100 }, Token);
        Assert.Equal(3, await Store.Events.CountAsync(Samples.RoomId, Token));

        await Store.Events.AddAsync(Samples.Event("e0"), cancellationToken: Token);
        await Store.Events.DeleteAsync(Samples.RoomId, "e1", cancellationToken: Token);
        Assert.Equal(2, await Store.Events.CountAsync(Samples.RoomId, Token));
    }

    private async Task FillAsync()
    {
        await RoomWithEventsAsync("plain");
        await AddAsync(Samples.Event("typing") with { Type = EventType.Typing });
        await AddAsync(Samples.Event("future") with { Type = new("from_the_future") });
        await AddAsync(Samples.Event("hidden") with { Visibility = "internal" });
        await AddAsync(Samples.Event("by sms") with { Source = new() { ChannelId = "phone", ChannelType = ChannelType.Sms } });
        await AddAsync(Samples.Event("correlated") with { CorrelationId = "exchange" });
        await AddAsync(Samples.Event("by ada") with { Source = Samples.Event("x").Source with { ParticipantId = "ada" } });
        await AddAsync(Samples.Reply("reply", "plain"));
    }

    private async Task<string[]> ListAsync(EventFilter filter) =>
        Ids(await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), filter, Token));
}

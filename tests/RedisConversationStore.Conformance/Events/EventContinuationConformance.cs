using Xunit;

namespace Conversations.Conformance;

/// <summary>Following a room: reading on behind a cursor, and being told when the timeline does not go on from it.</summary>
/// <param name="fixture">The backend.</param>
public abstract class EventContinuationConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    [Fact]
    public async Task Continue_from_the_start_reads_every_event_once_page_by_page()
    {
        await RoomWithEventsAsync("a", "b", "c", "d", "e");

        var first = await ContinuousAsync(EventCursor.Start, limit: 2);
        var second = await ContinuousAsync(first.Cursor, limit: 2);
        var third = await ContinuousAsync(second.Cursor, limit: 2);

        Assert.Equal(["a", "b", "|", "c", "d", "|", "e"], [.. Ids(first.Events), "|", .. Ids(second.Events), "|", .. Ids(third.Events)]);
        Assert.Equal(await Store.Events.ListAsync(Samples.RoomId, EventPage.Oldest(), cancellationToken: Token), [.. first.Events, .. second.Events, .. third.Events]);
        Assert.Equal((1, "b"), (first.Cursor.Index, first.Cursor.EventId));
        Assert.Equal((4, "e"), (third.Cursor.Index, third.Cursor.EventId));
    }

    [Fact]
    public async Task Continue_without_a_cursor_begins_with_the_most_recent_events()
    {
        await RoomWithEventsAsync("a", "b", "c");

        var recent = await ContinuousAsync(null, limit: 2);
        await AddEventsAsync("d");
        var next = await ContinuousAsync(recent.Cursor);

        Assert.Equal(["b", "c"], Ids(recent.Events));
        Assert.Equal(["d"], Ids(next.Events));
        Assert.Equal(["a", "b", "c", "d"], Ids((await ContinuousAsync(null, EventLimits.MaxPageLimit)).Events));
    }

    [Fact]
    public async Task Continue_behind_the_last_event_stays_there_until_another_comes()
    {
        await RoomWithEventsAsync("a", "b");
        var end = (await ContinuousAsync(null)).Cursor;

        var nothing = await ContinuousAsync(end);
        await AddEventsAsync("c");

        Assert.Empty(nothing.Events);
        Assert.Equal(end, nothing.Cursor);
        Assert.Equal(["c"], Ids((await ContinuousAsync(end)).Events));
    }

    [Fact]
    public async Task Continue_in_an_empty_room_stays_at_its_start()
    {
        await CreateRoomAsync();

        var recent = await ContinuousAsync(null);
        var start = await ContinuousAsync(EventCursor.Start);
        await AddEventsAsync("a");

        Assert.Empty(recent.Events);
        Assert.Equal((recent.Cursor, -1, null), (start.Cursor, start.Cursor.Index, start.Cursor.EventId));
        Assert.NotNull(start.Cursor.Epoch);
        Assert.Equal(["a"], Ids((await ContinuousAsync(start.Cursor)).Events));
    }

    [Fact]
    public async Task Continue_in_an_unknown_room_is_null()
    {
        await RoomWithEventsAsync("a");
        var cursor = (await ContinuousAsync(null)).Cursor;
        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);

        Assert.Null(await Store.Events.ContinueAsync(Samples.RoomId, cursor, cancellationToken: Token));
        Assert.Null(await Store.Events.ContinueAsync(Samples.RoomId, EventCursor.Start, cancellationToken: Token));
        Assert.Null(await Store.Events.ContinueAsync("unknown", cancellationToken: Token));
    }

    [Fact]
    public async Task Continue_goes_on_where_events_were_deleted()
    {
        await RoomWithEventsAsync("a", "b", "c", "d");
        var behindB = (await ContinuousAsync(EventCursor.Start, limit: 2)).Cursor;
        var end = (await ContinuousAsync(null)).Cursor;

        foreach (var deleted in new[] { "a", "b", "c" }) await Store.Events.DeleteAsync(Samples.RoomId, deleted, cancellationToken: Token);
        Assert.Equal(["d"], Ids((await ContinuousAsync(behindB)).Events));

        await Store.Events.DeleteAsync(Samples.RoomId, "d", cancellationToken: Token);
        Assert.Empty((await ContinuousAsync(behindB)).Events);
        await AddEventsAsync("e");
        Assert.Equal(["e"], Ids((await ContinuousAsync(end)).Events));
    }

    [Fact]
    public async Task Continue_tells_an_event_that_was_deleted_and_added_again()
    {
        await RoomWithEventsAsync("a", "b");
        var cursor = (await ContinuousAsync(null)).Cursor;

        await Store.Events.DeleteAsync(Samples.RoomId, "b", cancellationToken: Token);
        await AddEventsAsync("b");

        var again = Assert.Single((await ContinuousAsync(cursor)).Events);
        Assert.Equal(("b", 2), (again.Id, again.Index));
    }

    [Fact]
    public async Task Continue_goes_on_behind_an_event_that_was_updated()
    {
        var events = await RoomWithEventsAsync("a", "b");
        var cursor = (await ContinuousAsync(EventCursor.Start, limit: 1)).Cursor;

        await Store.Events.UpdateAsync(events[0] with { Status = EventStatus.Read, Type = EventType.System }, Token);

        Assert.Equal(["b"], Ids((await ContinuousAsync(cursor)).Events));
    }

    [Fact]
    public async Task Continue_passes_over_indices_that_were_never_given_out()
    {
        await RoomWithEventsAsync("a");
        await Store.Events.ImportAsync(Samples.Event("far") with { Index = 1L << 52 }, Token);
        await AddEventsAsync("farther");

        var first = await ContinuousAsync(EventCursor.Start, limit: 2);
        var second = await ContinuousAsync(first.Cursor);

        Assert.Equal((1L << 52, "far"), (first.Cursor.Index, first.Cursor.EventId));
        Assert.Equal(((1L << 52) + 1, "farther"), (second.Cursor.Index, second.Cursor.EventId));
        Assert.Empty((await ContinuousAsync(second.Cursor)).Events);
    }

    [Fact]
    public async Task Room_created_again_does_not_go_on_from_an_old_cursor()
    {
        await CreateRoomAsync();
        var start = (await ContinuousAsync(null)).Cursor;
        await AddEventsAsync("a", "b");
        var behindA = (await ContinuousAsync(EventCursor.Start, limit: 1)).Cursor;

        // The same events at the same indices: only the epoch tells.
        await Store.Rooms.DeleteAsync(Samples.RoomId, Token);
        await RoomWithEventsAsync("a", "b");

        foreach (var old in new[] { start, behindA })
        {
            var broken = await BrokenAsync(CursorStatus.RoomRecreated, old);
            Assert.Equal(["a", "b"], Ids((await ContinuousAsync(broken.Cursor)).Events));
        }
    }

    [Fact]
    public async Task Room_does_not_go_on_from_the_cursor_of_another()
    {
        await RoomWithEventsAsync("a");
        var cursor = (await ContinuousAsync(null)).Cursor;
        await CreateRoomAsync("other");
        await AddAsync(Samples.Event("a", "other"));

        await BrokenAsync(CursorStatus.RoomRecreated, cursor, "other");
    }

    [Fact]
    public async Task Cursor_beyond_the_latest_index_tells_of_lost_events()
    {
        await RoomWithEventsAsync("a", "b");
        var end = (await ContinuousAsync(null)).Cursor;
        var lost = EventCursor.After(end.Epoch!, end.Index + 1, "lost");

        var broken = await BrokenAsync(CursorStatus.EventsLost, lost);

        Assert.Equal(["a", "b"], Ids((await ContinuousAsync(broken.Cursor)).Events));
        await BrokenAsync(CursorStatus.EventsLost, EventCursor.After(end.Epoch!, 1L << 53, "lost"));
        Assert.Empty((await ContinuousAsync(end)).Events);
    }

    [Fact]
    public async Task Cursor_whose_index_is_another_events_tells_of_lost_events()
    {
        await RoomWithEventsAsync("a", "b", "c");
        var epoch = (await ContinuousAsync(null)).Cursor.Epoch!;

        await BrokenAsync(CursorStatus.EventsLost, EventCursor.After(epoch, 1, "lost"));

        // The event was retried after the loss and got another index.
        await BrokenAsync(CursorStatus.EventsLost, EventCursor.After(epoch, 1, "c"));
        await BrokenAsync(CursorStatus.EventsLost, EventCursor.After(epoch, 2, "b"));

        // What came before the loss is still good, so an older cursor finds where the timelines part.
        Assert.Equal(["b", "c"], Ids((await ContinuousAsync(EventCursor.After(epoch, 0, "a"))).Events));
    }

    [Fact]
    public async Task Event_imported_where_the_cursors_event_was_counts_as_a_loss()
    {
        await RoomWithEventsAsync("a", "b");
        var cursor = (await ContinuousAsync(null)).Cursor;

        await Store.Events.DeleteAsync(Samples.RoomId, "b", cancellationToken: Token);
        await Store.Events.ImportAsync(Samples.Event("other") with { Index = 1 }, Token);

        await BrokenAsync(CursorStatus.EventsLost, cursor);
    }

    [Fact]
    public async Task Cursor_kept_as_text_goes_on_in_another_replica()
    {
        await RoomWithEventsAsync("a", "b");
        var replica = await OpenReplicaAsync();
        var kept = (await ContinuousAsync(EventCursor.Start, limit: 1)).Cursor.ToString();

        var page = await replica.Events.ContinueAsync(Samples.RoomId, EventCursor.Parse(kept), cancellationToken: Token);

        Assert.NotNull(page);
        Assert.True(page.IsContinuous);
        Assert.Equal(["b"], Ids(page.Events));
    }

    [Fact]
    public async Task Cursors_behind_hostile_ids_are_their_own()
    {
        await CreateRoomAsync();
        await AddEventsAsync([.. Samples.HostileIds]);
        var cursor = EventCursor.Start;

        foreach (var (i, id) in Samples.HostileIds.Index())
        {
            var page = await ContinuousAsync(EventCursor.Parse(cursor.ToString()), limit: 1);
            Assert.Equal((i, id), (page.Cursor.Index, page.Cursor.EventId));
            cursor = page.Cursor;
            await BrokenAsync(CursorStatus.EventsLost, EventCursor.After(cursor.Epoch!, i, Samples.HostileIds[(i + 1) % Samples.HostileIds.Count]));
        }
    }

    [Fact]
    public async Task Made_up_cursors_change_nothing_and_find_nothing_of_their_own()
    {
        await RoomWithEventsAsync("a", "b");
        var epoch = (await ContinuousAsync(null)).Cursor.Epoch!;

        foreach (var forged in new[] { new string('-', 64), "0", "nil", epoch + "0", epoch[1..], epoch.ToUpperInvariant() + "_" })
        {
            await BrokenAsync(CursorStatus.RoomRecreated, EventCursor.StartOf(forged));
            await BrokenAsync(CursorStatus.RoomRecreated, EventCursor.After(forged, 0, "a"));
        }

        Assert.Equal(["a", "b"], await EventIdsAsync());
    }

    [Fact]
    public async Task Followers_beside_writers_see_every_event_once_and_in_order()
    {
        const int Writers = 4;
        const int EventsEach = 25;
        await CreateRoomAsync();
        var replicas = await OpenReplicasAsync(Writers);

        var writing = AtOnceAsync(Writers, async writer =>
        {
            for (var i = 0; i < EventsEach; i++) await replicas[writer].Events.AddAsync(Samples.Event($"{writer}-{i}"), cancellationToken: Token);
            return writer;
        });
        var followed = await AtOnceAsync(2, async follower =>
        {
            var seen = new List<string>();
            var cursor = EventCursor.Start;
            await EventuallyAsync("all events are seen", async () =>
            {
                var page = await replicas[follower].Events.ContinueAsync(Samples.RoomId, cursor, limit: 7, cancellationToken: Token);
                Assert.True(page!.IsContinuous);
                seen.AddRange(Ids(page.Events));
                cursor = page.Cursor;
                return seen.Count >= Writers * EventsEach;
            });
            return seen;
        });
        await writing;

        var all = await EventIdsAsync();
        Assert.All(followed, seen => Assert.Equal(all, seen));
    }

    /// <summary>Reads on; the timeline must go on from the cursor.</summary>
    private async Task<EventContinuation> ContinuousAsync(EventCursor? cursor, int limit = 50)
    {
        var page = await Store.Events.ContinueAsync(Samples.RoomId, cursor, limit, Token);
        Assert.NotNull(page);
        Assert.Equal((CursorStatus.Continuous, true), (page.Status, page.IsContinuous));
        return page;
    }

    /// <summary>Reads on; the timeline must not go on from the cursor.</summary>
    private async Task<EventContinuation> BrokenAsync(CursorStatus status, EventCursor cursor, string roomId = Samples.RoomId)
    {
        var page = await Store.Events.ContinueAsync(roomId, cursor, cancellationToken: Token);
        Assert.NotNull(page);
        Assert.Equal((status, false), (page.Status, page.IsContinuous));
        Assert.Empty(page.Events);
        Assert.Equal((-1, null), (page.Cursor.Index, page.Cursor.EventId));
        Assert.NotEqual(EventCursor.Start, page.Cursor);
        return page;
    }
}

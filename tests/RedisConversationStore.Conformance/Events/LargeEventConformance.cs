using Xunit;

namespace Conversations.Conformance;

/// <summary>Reading events that together are more than a store reads in one step: how many there are in an answer does not depend on their size.</summary>
/// <param name="fixture">The backend.</param>
public abstract class LargeEventConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    private const int Replies = 36;
    private const string Root = "root";

    [Fact]
    public async Task Page_of_large_events_is_full()
    {
        var all = await FillAsync();
        var oldest = all[..30];
        var newest = all[^30..];

        Assert.Equal(all, await IndicesAsync(EventPage.Oldest(100)));
        Assert.Equal(oldest, await IndicesAsync(EventPage.Oldest(30)));
        Assert.Equal(all[5..35], await IndicesAsync(EventPage.Oldest(30, offset: 5)));
        Assert.Equal(all, await IndicesAsync(EventPage.Newest(100)));
        Assert.Equal(newest, await IndicesAsync(EventPage.Newest(30)));
        Assert.Equal(all[2..32], await IndicesAsync(EventPage.Newest(30, offset: all.Length - 32)));
        Assert.Equal(all[1..31], await IndicesAsync(EventPage.After(0, 30)));
        Assert.Equal(all[4..34], await IndicesAsync(EventPage.Before(34, 30)));
        Assert.Equal(newest, await IndicesAsync(EventPage.Newest(30), new() { ChannelId = "channel-1" }));
        Assert.Equal(all[1..31], await IndicesAsync(EventPage.After(-1, 30), new() { ParentEventId = Root }));
        Assert.Equal(newest, (await Store.Events.ConversationAsync(Samples.RoomId, 30, cancellationToken: Token)).Select(Index));
    }

    [Fact]
    public async Task Continuation_of_large_events_is_full()
    {
        var all = await FillAsync();

        var latest = (await Store.Events.ContinueAsync(Samples.RoomId, limit: 30, cancellationToken: Token))!;
        var first = (await Store.Events.ContinueAsync(Samples.RoomId, EventCursor.Start, 30, Token))!;
        var rest = (await Store.Events.ContinueAsync(Samples.RoomId, first.Cursor, 30, Token))!;

        Assert.True(latest.IsContinuous && first.IsContinuous && rest.IsContinuous);
        Assert.Equal(all[^30..], latest.Events.Select(Index));
        Assert.Equal(all, first.Events.Concat(rest.Events).Select(Index));
        Assert.Equal(rest.Cursor, latest.Cursor);
    }

    [Fact]
    public async Task Thread_of_large_events_is_summed_up_and_deleted_whole()
    {
        await FillAsync();

        var summary = Assert.Single(await Store.Events.ThreadSummariesAsync(Samples.RoomId, [Root, "large-01", "large-02"], Token));
        var deleted = await Store.Events.DeleteAsync(Samples.RoomId, Root, cancellationToken: Token);

        Assert.Equal((Root, Replies), (summary.RootEventId, summary.ReplyCount));
        Assert.Equal(Replies + 1, deleted.Count);
        Assert.Equal(0, await Store.Events.CountAsync(Samples.RoomId, Token));
    }

    /// <summary>A root and 600 KB replies to it.</summary>
    private async Task<long[]> FillAsync()
    {
        await CreateRoomAsync();
        var source = Samples.Event("x").Source with { ChannelId = "channel-1" };
        var content = new TextContent { Body = new('x', 600_000) };
        RoomEvent[] events =
        [
            Samples.Event(Root) with { Source = source },
            .. Enumerable.Range(1, Replies).Select(number => Samples.Event($"large-{number:00}") with { Source = source, Content = content, ParentEventId = Root }),
        ];
        foreach (var batch in EventBatches.Split(events)) await Store.Events.AddManyAsync(Samples.RoomId, batch, cancellationToken: Token);
        return [.. Enumerable.Range(0, events.Length).Select(number => (long)number)];
    }

    private async Task<IEnumerable<long>> IndicesAsync(EventPage page, EventFilter? filter = null) =>
        (await Store.Events.ListAsync(Samples.RoomId, page, filter, Token)).Select(Index);

    private static long Index(RoomEvent roomEvent) => roomEvent.Index!.Value;
}

using Conversations.Cli.Demo;

namespace Conversations.Cli.Tests.Demo;

public sealed class WebhookHandlerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_webhook_of_the_bundled_day_can_come_twice_without_a_second_effect()
    {
        var transcript = await DemoTranscript.LoadAsync(input: null, Ct);
        await using var once = await Twin.ReplayAsync(transcript, Ct);
        await using var twice = new InMemoryConversationStore();
        foreach (var (_, record) in transcript.Setup) await TranscriptImporter.WriteAsync(twice, record, Ct);
        foreach (var webhook in transcript.RoomIds.SelectMany(transcript.WebhooksOf))
        {
            var first = await new WebhookHandler(twice, new()).ApplyAsync(webhook.Record, Ct);
            var second = await new WebhookHandler(twice, new()).ApplyAsync(webhook.Record, Ct);
            Assert.Equal(first.Index, second.Index);
            if (webhook.Event is not null) Assert.Equal((WebhookOutcome.Committed, WebhookOutcome.Duplicate), (first.Outcome, second.Outcome));
        }

        var result = await new DemoVerifier(twice, once, _ => null).VerifyAsync([.. transcript.RoomIds], Ct);
        Assert.Empty(result.Mismatches);
        Assert.Equal((0L, 398L), (result.Gaps, result.Events));
        Assert.True(result.Deleted > 4);
    }

    [Fact]
    public async Task A_deletion_that_is_a_reply_in_the_thread_it_deletes_stays()
    {
        await using var store = new InMemoryConversationStore();
        await store.Rooms.CreateAsync(Records.Room(), Ct);
        await store.Events.AddAsync(Records.Event("root"), options: null, Ct);
        var deletion = Records.Event("deletion", parent: "root") with { Type = EventType.Delete, Content = new DeleteContent { TargetEventId = "root" } };
        for (var delivery = 0; delivery < 3; delivery++) await new WebhookHandler(store, new()).ApplyAsync(new(deletion), Ct);
        var left = await store.Events.TimelineAsync("r", cancellationToken: Ct);
        Assert.Equal([("deletion", 1L)], left.Select(roomEvent => (roomEvent.Id, roomEvent.Index!.Value)));
    }

    [Fact]
    public async Task A_replica_sees_what_it_wrote_and_times_what_it_called()
    {
        await using var store = new InMemoryConversationStore();
        await store.Rooms.CreateAsync(Records.Room(), Ct);
        var log = new OperationLog();
        var handler = new WebhookHandler(store, log);
        var (_, index) = await handler.ApplyAsync(new(Records.Event("e")), Ct);
        Assert.Null(await handler.ObserveAsync("r", "c", index!.Value, Ct));
        Assert.Equal(["add event", "mark read", "get room", "load context", "list page", "unread count"], log.Times.Select(time => time.Operation));
    }

    [Fact]
    public async Task A_room_that_does_not_show_the_event_just_written_is_a_violation()
    {
        await using var store = new InMemoryConversationStore();
        await store.Rooms.CreateAsync(Records.Room(), Ct);
        var handler = new WebhookHandler(store, new());
        Assert.Contains("latest index", await handler.ObserveAsync("r", "c", index: 0, Ct), StringComparison.Ordinal);
        Assert.Contains("gone", await handler.ObserveAsync("elsewhere", "c", index: 0, Ct), StringComparison.Ordinal);
    }
}

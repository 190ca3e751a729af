namespace Conversations.Redis.Load;

internal static class GatedEvents
{
    private const int Page = 50;
    private const int Batch = 100;

    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        GatedOperation.Of("events.add", stage => Adds(stage.Store, GateStage.NewEvent)),
        GatedOperation.Of("events.add[key]", stage => Adds(stage.Store, GateStage.NewEventWithKey)),
        GatedOperation.Of("events.add[key, no locator]", stage => Adds(stage.WithoutLocators, GateStage.NewEventWithKey)),
        GatedOperation.Of("events.add[no locator]", stage => Adds(stage.WithoutLocators, GateStage.NewEvent)),
        GatedOperation.Of("events.add[duplicate]", stage => Adds(stage.Store, number => Samples.WithoutKey(number, GateStage.RoomId))),
        GatedOperation.Of("events.add_many[100]", stage => AddsMany(stage.Store, GateStage.NewEvent)),
        GatedOperation.Of("events.add_many[100, keys]", stage => AddsMany(stage.Store, GateStage.NewEventWithKey)),
        GatedOperation.Of("events.import", stage =>
        {
            var events = GateStage.Each(number => GateStage.NewEvent(number) with { Index = GateStage.Events + number });
            return number => stage.Store.Events.ImportAsync(events[number]);
        }),
        GatedOperation.Of("events.get", stage =>
        {
            var ids = GateStage.Each(GateStage.EventId);
            return number => stage.Store.Events.GetAsync(GateStage.RoomId, ids[number]);
        }),
        GatedOperation.Of("events.get[id alone]", stage =>
        {
            var ids = GateStage.Each(GateStage.EventId);
            return number => stage.Store.Events.GetAsync(ids[number]);
        }),
        GatedOperation.Of("events.update", stage =>
        {
            var events = GateStage.Each(number => Samples.WithoutKey(number, GateStage.RoomId) with { Visibility = "agents" });
            return number => stage.Store.Events.UpdateAsync(events[number]);
        }),
        GatedOperation.Of("events.delete", stage =>
        {
            var ids = GateStage.Each(GateStage.EventId);
            return number => stage.Store.Events.DeleteAsync(GateStage.RoomId, ids[number]);
        }),
        GatedOperation.Of("events.list[newest 50]", stage => _ => stage.Store.Events.ListAsync(GateStage.RoomId, EventPage.Newest(Page))),
        GatedOperation.Of("events.list[newest 50 of a channel]", stage =>
        {
            var filter = new EventFilter { ChannelId = Samples.TextEvent.Source.ChannelId };
            return _ => stage.Store.Events.ListAsync(GateStage.RoomId, EventPage.Newest(Page), filter);
        }),
        GatedOperation.Of("events.conversation[50]", stage => _ => stage.Store.Events.ConversationAsync(GateStage.RoomId, Page)),
        GatedOperation.Of("events.timeline[50]", stage => _ => stage.Store.Events.TimelineAsync(GateStage.RoomId, Page)),
        new("events.continue[50]", async stage =>
        {
            var begun = await stage.Store.Events.ContinueAsync(GateStage.RoomId, EventCursor.Start, Page);
            return _ => stage.Store.Events.ContinueAsync(GateStage.RoomId, begun!.Cursor, Page);
        }),
        new("events.continue[nothing new]", async stage =>
        {
            var last = await stage.Store.Events.ContinueAsync(GateStage.RoomId);
            return _ => stage.Store.Events.ContinueAsync(GateStage.RoomId, last!.Cursor);
        }),
        new("events.thread_summaries[10]", async stage =>
        {
            var roots = Enumerable.Range(0, 10).Select(GateStage.EventId).ToArray();
            await GateStage.RepeatAsync(roots.Length, number => stage.Store.Events.AddAsync(GateStage.NewEvent(number) with { ParentEventId = roots[number] }));
            return _ => stage.Store.Events.ThreadSummariesAsync(GateStage.RoomId, roots);
        }),
        GatedOperation.Of("events.count", stage => _ => stage.Store.Events.CountAsync(GateStage.RoomId)),
    ];

    private static Func<int, Task> Adds(IConversationStore store, Func<int, RoomEvent> make)
    {
        var events = GateStage.Each(make);
        return number => store.Events.AddAsync(events[number]);
    }

    private static Func<int, Task> AddsMany(IConversationStore store, Func<int, RoomEvent> make)
    {
        var batches = GateStage.Each(number => Enumerable.Range(number * Batch, Batch).Select(make).ToArray());
        return number => store.Events.AddManyAsync(GateStage.RoomId, batches[number]);
    }
}

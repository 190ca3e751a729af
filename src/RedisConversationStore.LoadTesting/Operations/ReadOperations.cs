namespace Conversations.LoadTesting;

/// <summary>The operations that change nothing.</summary>
internal static class ReadOperations
{
    internal static async Task GetRoomAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        if (await caller.Store.Rooms.GetAsync(RoomSet.Id(room), cancellationToken) is null) throw new UnexpectedAnswerException("room_missing");
    }

    internal static async Task LoadContextAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        var context = await caller.Store.Rooms.LoadContextAsync(RoomSet.Id(room), cancellationToken);
        if (context is null) throw new UnexpectedAnswerException("room_missing");
        if (context.Bindings.Count != caller.Scenario.ChannelsPerRoom || context.Participants.Count != caller.Scenario.ParticipantsPerRoom) throw new UnexpectedAnswerException("context_incomplete");
    }

    internal static async Task FindByChannelAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        var found = await caller.Store.Directory.FindIdsByChannelAsync(RoomSet.ChannelId(room, 0), limit: 2, cancellationToken: cancellationToken);
        if (found is not [var only] || only != RoomSet.Id(room)) throw new UnexpectedAnswerException("room_not_found_by_channel");
    }

    internal static async Task GetEventAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        if (await caller.Store.Events.GetAsync(RoomSet.Id(room), caller.Rooms.LastEvent(room).Id, cancellationToken) is null) throw new UnexpectedAnswerException("event_missing");
    }

    internal static async Task ConversationTailAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        var scenario = caller.Scenario;
        var tail = await caller.Store.Events.ConversationAsync(RoomSet.Id(room), scenario.Tail, cancellationToken: cancellationToken);
        // Nothing deletes events, so the room has at least what it began with.
        if (tail.Count < Math.Min(scenario.Tail, scenario.EventsPerRoom)) throw new UnexpectedAnswerException("tail_incomplete");
    }

    internal static Task UnreadCountAsync(Caller caller, int room, CancellationToken cancellationToken) =>
        caller.Store.ReadState.UnreadCountAsync(RoomSet.Id(room), RoomSet.ChannelId(room, caller.Scenario.ChannelsPerRoom - 1), cancellationToken);
}

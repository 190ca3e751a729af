namespace Conversations.LoadTesting;

/// <summary>The operations that change a store.</summary>
internal static class WriteOperations
{
    internal static async Task AddEventAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        var added = caller.NewEvent(room);
        var result = await caller.Store.Events.AddAsync(added, cancellationToken: cancellationToken);
        if (result.IsDuplicate) throw new UnexpectedAnswerException("new_event_called_duplicate");
        caller.Rooms.Remember(room, added);
    }

    internal static async Task AddManyAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        var added = new RoomEvent[caller.Scenario.Batch];
        for (var i = 0; i < added.Length; i++) added[i] = caller.NewEvent(room);
        var results = await caller.Store.Events.AddManyAsync(RoomSet.Id(room), added, cancellationToken: cancellationToken);
        foreach (var result in results)
        {
            if (result.IsDuplicate) throw new UnexpectedAnswerException("new_event_called_duplicate");
        }

        caller.Rooms.Remember(room, added[^1]);
    }

    /// <summary>A webhook that comes a second time: with a key of the caller under another event id, without one under the same.</summary>
    internal static async Task AddDuplicateAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        var last = caller.Rooms.LastEvent(room);
        var again = last.IdempotencyKey is null ? last : last with { Id = caller.NextId() };
        var result = await caller.Store.Events.AddAsync(again, cancellationToken: cancellationToken);
        if (!result.IsDuplicate) throw new UnexpectedAnswerException("duplicate_committed");
    }

    internal static Task CreateRoomAsync(Caller caller, int room, CancellationToken cancellationToken) =>
        caller.Store.Rooms.CreateAsync(new() { Id = $"new-{caller.NextId()}" }, cancellationToken);

    internal static async Task PatchMetadataAsync(Caller caller, int room, CancellationToken cancellationToken)
    {
        var set = DataObject.Of(("agent", caller.Random.Next(100)));
        if (await caller.Store.Rooms.PatchMetadataAsync(RoomSet.Id(room), set, cancellationToken: cancellationToken) is null) throw new UnexpectedAnswerException("room_missing");
    }

    internal static Task MarkReadAsync(Caller caller, int room, CancellationToken cancellationToken) =>
        caller.Store.ReadState.MarkReadAsync(RoomSet.Id(room), RoomSet.ChannelId(room, 0), caller.Rooms.LastEvent(room).Id, cancellationToken);

    internal static Task MarkAllReadAsync(Caller caller, int room, CancellationToken cancellationToken) =>
        caller.Store.ReadState.MarkAllReadAsync(RoomSet.Id(room), RoomSet.ChannelId(room, 0), cancellationToken);
}

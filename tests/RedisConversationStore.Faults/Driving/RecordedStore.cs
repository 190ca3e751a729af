using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>The operations on rooms and events that callers use, each recorded.</summary>
/// <remarks>An answer is null when there was none in the end, and when the store refused.</remarks>
public sealed class RecordedStore(IConversationStore store, CallRecorder recorder, TimeProvider clock)
{
    public Task<Room?> CreateRoomAsync(string roomId) => recorder.CallAsync<Room>(
        Start(Operation.CreateRoom, roomId), isWrite: true,
        () => store.Rooms.CreateAsync(SentRooms.Create(roomId, clock)),
        (end, _) => end);

    public Task<Room?> GetRoomAsync(string roomId) => recorder.CallAsync(
        Start(Operation.GetRoom, roomId), isWrite: false,
        async () => await store.Rooms.GetAsync(roomId) ?? throw new RecordNotFoundException(RecordKinds.Room, roomId),
        WithRoom);

    public Task<Room?> PatchMetadataAsync(string roomId, string key, long value) => recorder.CallAsync(
        Start(Operation.PatchMetadata, roomId) with { Key = key, Value = value }, isWrite: true,
        async () => await store.Rooms.PatchMetadataAsync(roomId, DataObject.Of((key, value))) ?? throw new RecordNotFoundException(RecordKinds.Room, roomId),
        WithRoom);

    /// <summary>Lists the rooms that meet criteria.</summary>
    public Task ListRoomsAsync(RoomCriteria criteria, int pageSize) => recorder.CallAsync<IReadOnlyList<string>>(
        new() { Operation = Operation.ListRooms, Rooms = criteria }, isWrite: false,
        async () => await RoomLists.ReadAsync(store, criteria, pageSize, CancellationToken.None),
        (end, roomIds) => end with { RoomIds = roomIds });

    /// <summary>Sets a metadata key as a client does that writes whole rooms: an update that lost what others patched would undo them.</summary>
    /// <param name="room">The room as it was read, or with what else is to be changed.</param>
    /// <param name="key">The metadata key.</param>
    /// <param name="value">Its value.</param>
    public Task<Room?> UpdateRoomAsync(Room room, string key, long value) => recorder.CallAsync(
        Start(Operation.UpdateRoom, room.Id) with { Key = key, Value = value, Version = room.Version }, isWrite: true,
        () => store.Rooms.UpdateAsync(room with { Metadata = room.Metadata.With(key, value) }, room.Version),
        WithRoom);

    public Task<bool?> AdvanceDeliveredAsync(string roomId, long index) => recorder.CallAsync<bool?>(
        Start(Operation.AdvanceDelivered, roomId) with { Value = index }, isWrite: true,
        async () => await store.Rooms.AdvanceDeliveredIndexAsync(roomId, index),
        (end, moved) => end with { Moved = moved });

    public Task<long?> GetDeliveredAsync(string roomId) => recorder.CallAsync<long?>(
        Start(Operation.GetDelivered, roomId), isWrite: false,
        async () => await store.Rooms.GetDeliveredIndexAsync(roomId),
        (end, index) => end with { Number = index });

    public Task<IReadOnlyList<AddEventResult>?> AddAsync(string roomId, SentEvent sent)
    {
        var roomEvent = SentEvents.Create(roomId, sent, clock);
        return recorder.CallAsync<IReadOnlyList<AddEventResult>>(
            Start(Operation.Add, roomId) with { Events = [sent] }, isWrite: true,
            async () => [await store.Events.AddAsync(roomEvent)],
            WithAdded);
    }

    public Task<IReadOnlyList<AddEventResult>?> AddManyAsync(string roomId, IReadOnlyList<SentEvent> sent)
    {
        RoomEvent[] events = [.. sent.Select(one => SentEvents.Create(roomId, one, clock))];
        return recorder.CallAsync(
            Start(Operation.AddMany, roomId) with { Events = sent }, isWrite: true,
            () => store.Events.AddManyAsync(roomId, events),
            WithAdded);
    }

    public Task<IReadOnlyList<string>?> DeleteAsync(string roomId, string eventId) => recorder.CallAsync(
        Start(Operation.Delete, roomId) with { EventId = eventId }, isWrite: true,
        () => store.Events.DeleteAsync(roomId, eventId),
        (end, _) => end);

    public Task<IReadOnlyList<RoomEvent>?> TimelineAsync(string roomId, long afterIndex, int limit) => recorder.CallAsync(
        Start(Operation.Timeline, roomId) with { Value = afterIndex, Limit = limit }, isWrite: false,
        () => store.Events.TimelineAsync(roomId, limit, afterIndex),
        (end, page) => end with { Seen = [.. page.Select(seen => new SeenEvent(seen.Id, seen.Index!.Value))] });

    public Task<bool?> ClaimAsync(string roomId, string key) => recorder.CallAsync<bool?>(
        Start(Operation.Claim, roomId) with { Key = key }, isWrite: true,
        async () => await store.Idempotency.ClaimAsync(roomId, key),
        (end, claimed) => end with { Moved = claimed });

    public Task<bool?> MarkReadAsync(string roomId, string channelId, string eventId) => recorder.CallAsync<bool?>(
        Start(Operation.MarkRead, roomId) with { ChannelId = channelId, EventId = eventId }, isWrite: true,
        async () => await store.ReadState.MarkReadAsync(roomId, channelId, eventId),
        (end, moved) => end with { Moved = moved });

    public Task<bool?> MarkAllReadAsync(string roomId, string channelId) => recorder.CallAsync<bool?>(
        Start(Operation.MarkAllRead, roomId) with { ChannelId = channelId }, isWrite: true,
        async () => await store.ReadState.MarkAllReadAsync(roomId, channelId),
        (end, moved) => end with { Moved = moved });

    public Task<long?> UnreadCountAsync(string roomId, string channelId) => recorder.CallAsync<long?>(
        Start(Operation.UnreadCount, roomId) with { ChannelId = channelId }, isWrite: false,
        async () => await store.ReadState.UnreadCountAsync(roomId, channelId),
        (end, count) => end with { Number = count });

    public Task<IReadOnlyDictionary<string, long>?> MarkersAsync(string roomId) => recorder.CallAsync(
        Start(Operation.Markers, roomId), isWrite: false,
        () => store.ReadState.MarkersAsync(roomId),
        (end, markers) => end with { Numbers = markers });

    private static CallStart Start(Operation operation, string roomId) => new() { Operation = operation, RoomId = roomId };

    private static CallEnd WithRoom(CallEnd end, Room room) => end with
    {
        Version = room.Version,
        Numbers = room.Metadata.ToDictionary(member => member.Key, member => member.Value.AsInt64()),
    };

    private static CallEnd WithAdded(CallEnd end, IReadOnlyList<AddEventResult> results) => end with
    {
        Added = [.. results.Select(result => new AddedEvent(result.Event.Id, result.Event.Index!.Value, !result.IsDuplicate))],
    };
}

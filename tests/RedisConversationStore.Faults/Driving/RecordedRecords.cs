using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>The operations on bindings, participants, tasks, observations and identities that callers use, each recorded.</summary>
/// <remarks>An answer is null when there was none in the end, and when the store refused.</remarks>
public sealed class RecordedRecords(IConversationStore store, CallRecorder recorder, TimeProvider clock)
{
    private readonly Dictionary<RecordKind, RecordAccess> kinds = RecordAccess.All(store, clock).ToDictionary(access => access.Kind);

    /// <summary>Adds a record, which replaces the one that is there or is refused, as the kind has it.</summary>
    public Task AddAsync(RecordKind kind, string roomId, string id, string value) =>
        WriteAsync(kinds[kind].AddReplaces ? Operation.PutRecord : Operation.CreateRecord, kinds[kind], roomId, id, value, kinds[kind].AddAsync);

    /// <summary>Replaces a record that is there.</summary>
    public Task UpdateAsync(RecordKind kind, string roomId, string id, string value) =>
        WriteAsync(Operation.UpdateRecord, kinds[kind], roomId, id, value, kinds[kind].UpdateAsync!);

    public Task RemoveAsync(RecordKind kind, string roomId, string id) => recorder.CallAsync<bool?>(
        Start(Operation.RemoveRecord, kind, roomId, id), isWrite: true,
        async () => await kinds[kind].RemoveAsync!(roomId, id),
        (end, removed) => end with { Moved = removed });

    /// <returns>The record, if it is there.</returns>
    public async Task<StoredRecord?> GetAsync(RecordKind kind, string roomId, string id)
    {
        var start = Start(Operation.GetRecord, kind, roomId, id);
        var found = await recorder.CallAsync<IReadOnlyList<StoredRecord>>(
            start, isWrite: false,
            async () => await kinds[kind].GetAsync(start.Record!) is { } one ? [one] : [],
            WithValues);
        return found is [var record] ? record : null;
    }

    public Task ListAsync(RecordKind kind, string roomId) => recorder.CallAsync(
        new() { Operation = Operation.ListRecords, RoomId = roomId, Kind = kind }, isWrite: false,
        () => kinds[kind].ListAsync!(roomId),
        WithValues);

    /// <summary>Finds the rooms that a channel is bound to.</summary>
    public Task FindRoomsAsync(string channelId) => recorder.CallAsync(
        new() { Operation = Operation.FindRooms, ChannelId = channelId }, isWrite: false,
        () => store.Directory.FindIdsByChannelAsync(channelId),
        (end, roomIds) => end with { RoomIds = roomIds });

    private static CallStart Start(Operation operation, RecordKind kind, string roomId, string id)
    {
        var name = RecordName.Of(kind, roomId, id);
        return new() { Operation = operation, RoomId = name.IsInRoom ? roomId : null, Record = name };
    }

    private static CallEnd WithValues(CallEnd end, IReadOnlyList<StoredRecord> records) =>
        end with { Values = records.ToDictionary(record => record.Name.Id, record => record.Value) };

    private Task WriteAsync(Operation operation, RecordAccess access, string roomId, string id, string value, Func<string, string, string, Task> write) => recorder.CallAsync<bool?>(
        Start(operation, access.Kind, roomId, id) with { RecordValue = value }, isWrite: true,
        async () =>
        {
            await write(roomId, id, value);
            return true;
        },
        (end, _) => end);
}

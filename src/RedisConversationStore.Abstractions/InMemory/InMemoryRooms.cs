namespace Conversations.InMemory;

internal sealed class InMemoryRooms(StoreState state, InMemoryConversationStoreOptions options) : IRoomStore
{
    public Task<Room> CreateAsync(Room room, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(room);
        return state.Run(
            () =>
            {
                var timers = accepted.Timers with { LastActivityAt = Activity.Later(null, accepted.Timers.LastActivityAt, state.Now) };
                var created = accepted with { Timers = timers, EventCount = 0, LatestIndex = -1, DeliveredIndex = -1, Version = 1 };
                return state.TryAddRoom(new(created)) ? created : throw new RecordAlreadyExistsException(RecordKinds.Room, room.Id);
            },
            cancellationToken);
    }

    public Task<Room?> GetAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run(() => state.FindRoom(roomId)?.Record, cancellationToken);
    }

    public Task<bool> ExistsAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run(() => state.TryGetRoom(roomId, out _), cancellationToken);
    }

    public Task<Room> UpdateAsync(Room room, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(room);
        return state.Run(() => Update(accepted, expectedVersion: null), cancellationToken);
    }

    public Task<Room> UpdateAsync(Room room, long expectedVersion, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(room);
        Check.AtLeast(expectedVersion, 1);
        return state.Run(() => Update(accepted, expectedVersion), cancellationToken);
    }

    public Task<Room?> PatchMetadataAsync(string roomId, DataObject set, IReadOnlyList<string>? unset = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Data(set);
        string[] removed = unset is null ? [] : [.. unset];
        foreach (var key in removed) Check.RequiredText(key, nameof(unset));
        return state.Run(
            () =>
            {
                if (!state.TryGetRoom(roomId, out var room)) return null;
                return room.Record = room.Record with
                {
                    Metadata = Patch(room.Record.Metadata, set, removed),
                    UpdatedAt = Instants.Normalize(state.Now),
                    Version = room.Record.Version + 1,
                };
            },
            cancellationToken);
    }

    public Task<bool> DeleteAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run(() => state.RemoveRoom(roomId), cancellationToken);
    }

    public Task<bool> DeleteAsync(string roomId, RoomConditions conditions, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        ArgumentNullException.ThrowIfNull(conditions);
        var accepted = RecordRules.Accept(conditions);
        return state.Run(
            () =>
            {
                if (!state.TryGetRoom(roomId, out var room)) return false;
                accepted.Require(room.Record, room.Epoch);
                return state.RemoveRoom(roomId);
            },
            cancellationToken);
    }

    public Task<Room> CloseAsync(string roomId, RoomConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        var accepted = RecordRules.Accept(conditions);
        return state.Run(
            () =>
            {
                var room = state.NeedRoom(roomId);
                accepted.Require(room.Record, room.Epoch);
                return room.IsClosed ? room.Record : Update(room.Record with { Status = RoomStatus.Closed, ClosedAt = Instants.Normalize(state.Now) }, expectedVersion: null);
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<Room>> ListAsync(int offset = 0, int limit = 100, CancellationToken cancellationToken = default)
    {
        Check.Offset(offset);
        Check.Limit(limit);
        return state.Run<IReadOnlyList<Room>>(() => [.. state.Rooms.Skip(offset).Take(limit).Select(room => room.Record)], cancellationToken);
    }

    public Task<IReadOnlyList<Room>> ListAfterAsync(RoomPosition? after, RoomQuery? query = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        var start = RecordRules.Accept(after);
        if (query is not null) RecordRules.Accept(query);
        Check.Limit(limit);
        return state.Run<IReadOnlyList<Room>>(
            () => [.. state.RoomsAfter(start).Select(room => room.Record).Where(room => query is null || query.Matches(room)).Take(limit)],
            cancellationToken);
    }

    public Task<RoomContext?> LoadContextAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run(
            () =>
            {
                if (!state.TryGetRoom(roomId, out var room)) return null;
                var bindings = ValueList.From(room.ListBindings());
                var participants = ValueList.From(room.ListParticipants());
                var records = bindings.Count + participants.Count;
                return records > options.MaxContextRecords
                    ? throw new RoomTooLargeException(roomId, records, options.MaxContextRecords)
                    : new RoomContext(room.Record, bindings, participants);
            },
            cancellationToken);
    }

    public Task<long> GetDeliveredIndexAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return state.Run(() => state.FindRoom(roomId)?.Record.DeliveredIndex ?? -1, cancellationToken);
    }

    public Task<bool> AdvanceDeliveredIndexAsync(string roomId, long index, bool force = false, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Index(index);
        return state.Run(
            () =>
            {
                if (!state.TryGetRoom(roomId, out var room)) return false;
                var delivered = room.Record.DeliveredIndex;
                if (force ? delivered >= index : delivered != index - 1) return false;
                room.Record = room.Record with { DeliveredIndex = index };
                return true;
            },
            cancellationToken);
    }

    private Room Update(Room changed, long? expectedVersion)
    {
        var room = state.NeedRoom(changed.Id);
        var present = room.Record;
        if (expectedVersion is { } expected && expected != present.Version)
        {
            throw new RecordConflictException(RecordKinds.Room, room.Id, $"version {expected} was expected, {present.Version} was found.");
        }

        return room.Record = changed with
        {
            CreatedAt = present.CreatedAt,
            UpdatedAt = Instants.Normalize(state.Now),
            Timers = changed.Timers with { LastActivityAt = Activity.Later(present.Timers.LastActivityAt, changed.Timers.LastActivityAt, state.Now) },
            EventCount = present.EventCount,
            LatestIndex = present.LatestIndex,
            DeliveredIndex = present.DeliveredIndex,
            Version = present.Version + 1,
        };
    }

    /// <summary>A key that stays keeps its place; one that is unset, and one that is new, goes to the end.</summary>
    private static DataObject Patch(DataObject metadata, DataObject set, string[] unset)
    {
        var removed = unset.ToHashSet(StringComparer.Ordinal);
        var members = new List<KeyValuePair<string, DataValue>>(metadata.Count + set.Count);
        foreach (var (key, value) in metadata)
        {
            if (!removed.Contains(key)) members.Add(new(key, set.TryGetValue(key, out var changed) ? changed : value));
        }

        foreach (var (key, value) in set)
        {
            if (removed.Contains(key) || !metadata.ContainsKey(key)) members.Add(new(key, value));
        }

        return DataObject.From(members);
    }
}

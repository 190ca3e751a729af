using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Rooms: a hash each, listed by all, organisation and status.</summary>
internal sealed class RedisRooms(RedisGateway redis, KeySpace keySpace, HintIndex hints, RoomIndexReader index, RoomDeletion deletion, TimeProvider time, int maxContextRecords) : IRoomStore
{
    public async Task<Room> CreateAsync(Room room, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(room) with { EventCount = 0, LatestIndex = -1, DeliveredIndex = -1, Version = 1 };
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        var keys = keySpace.Room(accepted.Id);
        var (isCreated, activity) = await hints.WriteAsync(
            IndexOwner.Room(accepted.Id, keys),
            nonce => Listed(nonce).Entries(keySpace, accepted.Id, accepted.CreatedAt),
            async nonce =>
            {
                var (status, active) = await RoomScripts.CreateAsync(redis, keys, accepted, Epoch.Create(), Listed(nonce), call).ConfigureAwait(false);
                return status switch
                {
                    RoomScripts.CreateStatus.Ok => (WriteEnd.Done, (true, active)),
                    RoomScripts.CreateStatus.Taken => (WriteEnd.Refused, (false, null)),
                    _ => (WriteEnd.NotNoted, (false, (DateTimeOffset?)null)),
                };
            },
            call).ConfigureAwait(false);
        return isCreated ? accepted with { Timers = accepted.Timers with { LastActivityAt = activity } } : throw new RecordAlreadyExistsException(RecordKinds.Room, accepted.Id);

        RoomHint Listed(string nonce) => new(nonce, accepted.Status.Value, accepted.OrganizationId);
    }

    public async Task<Room?> GetAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        var stored = await RoomReader.ReadPreferredAsync(redis, keySpace.Room(roomId), cancellationToken).ConfigureAwait(false);
        return stored?.Room;
    }

    public Task<bool> ExistsAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        return redis.ReadPreferredAsync((database, flags) => database.KeyExistsAsync(keySpace.Room(roomId).Room, flags), cancellationToken, keySpace.Room(roomId).Room);
    }

    public Task<Room> UpdateAsync(Room room, CancellationToken cancellationToken = default) =>
        UpdateAsync(RecordRules.Accept(room), expectedVersion: null, cancellationToken);

    public Task<Room> UpdateAsync(Room room, long expectedVersion, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedVersion, 1);
        return UpdateAsync(RecordRules.Accept(room), (long?)expectedVersion, cancellationToken);
    }

    public async Task<Room?> PatchMetadataAsync(string roomId, DataObject set, IReadOnlyList<string>? unset = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Data(set);
        unset ??= [];
        foreach (var key in unset) Check.RequiredText(key, nameof(unset));
        cancellationToken.ThrowIfCancellationRequested();
        var keys = keySpace.Room(roomId);
        var values = await RoomScripts.PatchMetadataAsync(redis, keys, set, unset, Now(), cancellationToken).ConfigureAwait(false);
        return RoomCodec.Decode(values, keys.Room)?.Room;
    }

    public Task<bool> DeleteAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        return deletion.DeleteAsync(roomId, RoomConditions.None, cancellationToken);
    }

    public Task<bool> DeleteAsync(string roomId, RoomConditions conditions, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        ArgumentNullException.ThrowIfNull(conditions);
        var accepted = RecordRules.Accept(conditions);
        cancellationToken.ThrowIfCancellationRequested();
        return deletion.DeleteAsync(roomId, accepted, cancellationToken);
    }

    public Task<Room> CloseAsync(string roomId, RoomConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        return CloseAsync(roomId, RecordRules.Accept(conditions), (Call)cancellationToken);
    }

    public async Task<IReadOnlyList<Room>> ListAsync(int offset = 0, int limit = 100, CancellationToken cancellationToken = default)
    {
        Check.Offset(offset);
        Check.Limit(limit);
        return await index.ReadAsync(
            keySpace.Rooms(null, null),
            Order.Ascending,
            after: null,
            offset,
            limit,
            static (stored, nonce) => Task.FromResult(new Verdict(Holds: true, IsStale: stored.Hint.Nonce != nonce)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Room>> ListAfterAsync(RoomPosition? after, RoomQuery? query = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        var start = RecordRules.Accept(after);
        if (query is not null) RecordRules.Accept(query);
        Check.Limit(limit);
        return await index.ReadAsync(
            keySpace.Rooms(query?.OrganizationId, query?.Status?.Value),
            Order.Ascending,
            start,
            offset: 0,
            limit,
            (stored, nonce) => Task.FromResult(new Verdict(query is null || query.Matches(stored.Room), IsStale: stored.Hint.Nonce != nonce)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<RoomContext?> LoadContextAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        var keys = keySpace.Room(roomId);
        var (values, bindings, participants, refused) = await RoomScripts.LoadContextAsync(redis, keys, maxContextRecords, cancellationToken).ConfigureAwait(false);
        if (refused > 0) throw new RoomTooLargeException(roomId, refused, maxContextRecords);
        if (RoomCodec.Decode(values, keys.Room) is not { } stored) return null;
        return new(
            stored.Room,
            new(RedisBindings.Sorted(HintedRecord<ChannelBinding>.DecodeAll(bindings, keys.Bindings))),
            new(RedisParticipants.Sorted(HintedRecord<Participant>.DecodeAll(participants, keys.Participants))));
    }

    public async Task<long> GetDeliveredIndexAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        var key = keySpace.Room(roomId).Room;
        var value = await redis.ReadAsync((database, flags) => database.HashGetAsync(key, RoomFields.DeliveredIndex, flags: flags), cancellationToken, key).ConfigureAwait(false);
        return value.IsNull ? -1 : RoomCodec.DecodeDeliveredIndex(value, key);
    }

    public Task<bool> AdvanceDeliveredIndexAsync(string roomId, long index, bool force = false, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        Check.Index(index);
        cancellationToken.ThrowIfCancellationRequested();
        return RoomScripts.AdvanceDeliveredAsync(redis, keySpace.Room(roomId), index, force, cancellationToken);
    }

    private async Task<Room> CloseAsync(string roomId, RoomConditions conditions, Call call)
    {
        var keys = keySpace.Room(roomId);
        while (true)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var (room, epoch, hint) = await RoomReader.ReadAsync(redis, keys, call).ConfigureAwait(false) ?? throw new RecordNotFoundException(RecordKinds.Room, roomId);
            if (room.Status == RoomStatus.Closed || room.Status == RoomStatus.Archived)
            {
                conditions.Require(room, epoch);
                return room;
            }

            var now = Now();
            var closed = room with { Status = RoomStatus.Closed, ClosedAt = now, UpdatedAt = now };
            if (await TryUpdateAsync(keys, closed, room.Version, conditions, room.CreatedAt, hint, call).ConfigureAwait(false) is { } stored) return stored;
        }
    }

    private async Task<Room> UpdateAsync(Room accepted, long? expectedVersion, Call call)
    {
        var keys = keySpace.Room(accepted.Id);
        while (true)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var values = await redis.ReadAsync((database, flags) => database.HashGetAsync(keys.Room, [RoomFields.CreatedAt, RoomFields.Hint], flags: flags), call, keys.Room).ConfigureAwait(false);
            if (!RoomCodec.IsRoom(values, keys.Room)) throw new RecordNotFoundException(RecordKinds.Room, accepted.Id);
            var createdAt = RoomCodec.DecodeCreatedAt(values[0], keys.Room);
            var hint = RoomCodec.DecodeHint(values[1], keys.Room);
            if (await TryUpdateAsync(keys, accepted with { UpdatedAt = Now() }, expectedVersion, conditions: null, createdAt, hint, call).ConfigureAwait(false) is { } updated) return updated;
        }
    }

    /// <param name="keys">The room's keys.</param>
    /// <param name="room">The room with its changes.</param>
    /// <param name="expectedVersion">The version that the changes are based on; null for any.</param>
    /// <param name="conditions">What must still hold, from a caller that reads the room again when its version changed; null from one that does not.</param>
    /// <param name="createdAt">When the room was created.</param>
    /// <param name="old">Under which index entries the room is listed.</param>
    /// <param name="call">The call.</param>
    /// <returns>The room as stored; null when it must be read again, because another writer changed it meanwhile.</returns>
    private async Task<Room?> TryUpdateAsync(RoomKeys keys, Room room, long? expectedVersion, RoomConditions? conditions, DateTimeOffset createdAt, RoomHint old, Call call)
    {
        var isListedAlike = old.Status == room.Status.Value && old.OrganizationId == room.OrganizationId;
        if (isListedAlike) return (await ChangeAsync(old).ConfigureAwait(false)).Result;

        var owner = IndexOwner.Room(room.Id, keys);
        var oldEntries = old.Entries(keySpace, room.Id, createdAt);
        var updated = await hints.WriteAsync(owner, nonce => Moved(nonce).Entries(keySpace, room.Id, createdAt), nonce => ChangeAsync(Moved(nonce)), call).ConfigureAwait(false);
        if (updated is not null) hints.Cleaner.RemoveReplaced(owner, old.Nonce, oldEntries);
        return updated;

        RoomHint Moved(string nonce) => new(nonce, room.Status.Value, room.OrganizationId);

        async Task<(WriteEnd End, Room? Result)> ChangeAsync(RoomHint hint)
        {
            var (status, values) = await RoomScripts.UpdateAsync(redis, keys, room, expectedVersion, conditions ?? RoomConditions.None, old, hint, IntentEntries.Format(old.Entries(keySpace, room.Id, createdAt)), call).ConfigureAwait(false);
            return status switch
            {
                RoomScripts.UpdateStatus.Ok => (WriteEnd.Done, RoomCodec.Decode(values, keys.Room)!.Room),
                RoomScripts.UpdateStatus.HintChanged => (WriteEnd.Refused, null),
                RoomScripts.UpdateStatus.NotNoted => (WriteEnd.NotNoted, null),
                RoomScripts.UpdateStatus.VersionChanged when conditions is not null => (WriteEnd.Refused, null),
                RoomScripts.UpdateStatus.ConditionBroken => throw RoomScripts.Broken(conditions!, room.Id, keys, values),
                RoomScripts.UpdateStatus.RoomNotFound => throw new RecordNotFoundException(RecordKinds.Room, room.Id),
                _ => throw new RecordConflictException(RecordKinds.Room, room.Id, $"version {expectedVersion} was expected, {values[0]} was found."),
            };
        }
    }

    private DateTimeOffset Now() => Instants.Normalize(time.GetUtcNow());
}

using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Rooms: a hash each, listed by all, organisation and status.</summary>
internal sealed class RedisRooms(RedisGateway redis, KeySpace keySpace, HintIndex hints, RoomIndexReader index, RoomDeletion deletion, TimeProvider time) : IRoomStore
{
    public async Task<Room> CreateAsync(Room room, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(room) with { EventCount = 0, LatestIndex = -1, DeliveredIndex = -1, Version = 1 };
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        var hint = new RoomHint(hints.CreateNonce(), accepted.Status.Value, accepted.OrganizationId);
        var isCreated = await hints.WriteAsync(
            hint.Entries(keySpace, accepted.Id, accepted.CreatedAt),
            async () =>
            {
                var created = await RoomScripts.CreateAsync(redis, keySpace.Room(accepted.Id), accepted, Epoch.Create(), hint, call).ConfigureAwait(false);
                return (created, created);
            },
            call).ConfigureAwait(false);
        return isCreated ? accepted : throw new RecordAlreadyExistsException(RecordKinds.Room, accepted.Id);
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
        return redis.ReadPreferredAsync((database, flags) => database.KeyExistsAsync(keySpace.Room(roomId).Room, flags), cancellationToken);
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
        return deletion.DeleteAsync(roomId, cancellationToken);
    }

    public async Task<IReadOnlyList<Room>> ListAsync(int offset = 0, int limit = 100, CancellationToken cancellationToken = default)
    {
        Check.Offset(offset);
        Check.Limit(limit);
        return await index.ReadAsync(
            keySpace.Rooms(null, null),
            Order.Ascending,
            offset,
            limit,
            static (stored, nonce) => Task.FromResult(new Verdict(Holds: true, IsStale: stored.Hint.Nonce != nonce)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<RoomContext?> LoadContextAsync(string roomId, CancellationToken cancellationToken = default)
    {
        Check.Id(roomId);
        cancellationToken.ThrowIfCancellationRequested();
        var keys = keySpace.Room(roomId);
        var (values, bindings, participants) = await RoomScripts.LoadContextAsync(redis, keys, cancellationToken).ConfigureAwait(false);
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
            if (await TryUpdateAsync(keys, accepted with { UpdatedAt = Now() }, expectedVersion, createdAt, hint, call).ConfigureAwait(false) is { } updated) return updated;
        }
    }

    /// <returns>The room as stored; null when another writer moved it to other indices meanwhile.</returns>
    private async Task<Room?> TryUpdateAsync(RoomKeys keys, Room room, long? expectedVersion, DateTimeOffset createdAt, RoomHint old, Call call)
    {
        var isListedAlike = old.Status == room.Status.Value && old.OrganizationId == room.OrganizationId;
        if (isListedAlike) return (await ChangeAsync(old).ConfigureAwait(false)).Result;

        var moved = new RoomHint(hints.CreateNonce(), room.Status.Value, room.OrganizationId);
        var updated = await hints.WriteAsync(moved.Entries(keySpace, room.Id, createdAt), () => ChangeAsync(moved), call).ConfigureAwait(false);
        if (updated is not null) hints.Remove(old.Entries(keySpace, room.Id, createdAt));
        return updated;

        async Task<(bool Holds, Room? Result)> ChangeAsync(RoomHint hint)
        {
            var (status, values) = await RoomScripts.UpdateAsync(redis, keys, room, expectedVersion, old, hint, call).ConfigureAwait(false);
            return status switch
            {
                RoomScripts.UpdateStatus.Ok => (true, RoomCodec.Decode(values, keys.Room)!.Room),
                RoomScripts.UpdateStatus.HintChanged => (false, null),
                RoomScripts.UpdateStatus.RoomNotFound => throw new RecordNotFoundException(RecordKinds.Room, room.Id),
                _ => throw new RecordConflictException(RecordKinds.Room, room.Id, $"version {expectedVersion} was expected, {values[0]} was found."),
            };
        }
    }

    private DateTimeOffset Now() => Instants.Normalize(time.GetUtcNow());
}

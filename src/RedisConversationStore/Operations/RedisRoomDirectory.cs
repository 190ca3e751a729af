using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Rooms by organisation and status, participant, or channel: read from indices, verified against the rooms.</summary>
internal sealed class RedisRoomDirectory(RedisGateway redis, KeySpace keySpace, RoomIndexReader index) : IRoomDirectory
{
    public async Task<IReadOnlyList<Room>> FindAsync(RoomQuery query, int offset = 0, int limit = 100, CancellationToken cancellationToken = default)
    {
        RecordRules.Accept(query);
        Check.Offset(offset);
        Check.Limit(limit);
        return await index.ReadAsync(
            keySpace.Rooms(query.OrganizationId, query.Status?.Value),
            Order.Ascending,
            after: null,
            offset,
            limit,
            (stored, nonce) => Task.FromResult(new Verdict(query.Matches(stored.Room), IsStale: stored.Hint.Nonce != nonce)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<Room?> FindLatestAsync(string participantId, ChannelType? channelType = null, RoomStatus? status = null, CancellationToken cancellationToken = default)
    {
        Check.Id(participantId);
        if (channelType is { } type) Check.Enum(type, nameof(channelType));
        if (status is { } known) Check.Enum(known, nameof(status));
        Call call = cancellationToken;
        var rooms = await index.ReadAsync(
            keySpace.ParticipantRooms(participantId),
            Order.Descending,
            after: null,
            offset: 0,
            limit: 1,
            (stored, nonce) => VerifyParticipantAsync(stored, nonce, participantId, channelType, status, call),
            call).ConfigureAwait(false);
        return rooms.Count == 0 ? null : rooms[0];
    }

    public async Task<IReadOnlyList<string>> FindIdsByChannelAsync(string channelId, RoomStatus? status = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        Check.Id(channelId);
        if (status is { } known) Check.Enum(known, nameof(status));
        Check.Limit(limit);
        Call call = cancellationToken;
        var rooms = await index.ReadAsync(
            keySpace.ChannelRooms(channelId),
            Order.Ascending,
            after: null,
            offset: 0,
            limit,
            (stored, nonce) => VerifyChannelAsync(stored, nonce, channelId, status, call),
            call).ConfigureAwait(false);
        return rooms.ConvertAll(static room => room.Id);
    }

    private async Task<Verdict> VerifyChannelAsync(StoredRoom stored, string nonce, string channelId, RoomStatus? status, Call call)
    {
        if (status is { } wanted && stored.Room.Status != wanted) return default;
        var key = keySpace.Room(stored.Room.Id).Bindings;
        var binding = await redis.ReadAsync((database, flags) => database.HashGetAsync(key, channelId, flags: flags), call, key).ConfigureAwait(false);
        return binding.IsNull
            ? new(Holds: false, IsStale: true)
            : new(Holds: true, IsStale: HintedRecord<ChannelBinding>.Decode(binding, key).Nonce != nonce);
    }

    private async Task<Verdict> VerifyParticipantAsync(StoredRoom stored, string nonce, string participantId, ChannelType? channelType, RoomStatus? status, Call call)
    {
        if (status is { } wanted && stored.Room.Status != wanted) return default;
        var keys = keySpace.Room(stored.Room.Id);
        var (participant, bindings) = await ReadMembershipAsync(keys, participantId, call).ConfigureAwait(false);
        var (holds, isCurrent) = (false, false);
        if (!participant.IsNull)
        {
            holds = true;
            isCurrent = HintedRecord<Participant>.Decode(participant, keys.Participants).Nonce == nonce;
        }

        foreach (var value in bindings)
        {
            var binding = HintedRecord<ChannelBinding>.Decode(value, keys.Bindings);
            if (binding.Value.ParticipantId != participantId) continue;

            // The type narrows bindings only: a participant record counts whatever its channel.
            holds |= channelType is null || binding.Value.ChannelType == channelType;
            isCurrent |= binding.Nonce == nonce;
        }

        return new(holds, !isCurrent);
    }

    private async Task<(RedisValue Participant, RedisValue[] Bindings)> ReadMembershipAsync(RoomKeys keys, string participantId, Call call)
    {
        var participant = redis.ReadAsync((database, flags) => database.HashGetAsync(keys.Participants, participantId, flags: flags), call, keys.Participants);
        var bindings = redis.ReadAsync((database, flags) => database.HashValuesAsync(keys.Bindings, flags: flags), call, keys.Bindings);
        await Task.WhenAll(participant, bindings).ConfigureAwait(false);
        return (await participant.ConfigureAwait(false), await bindings.ConfigureAwait(false));
    }
}

using Conversations.Redis.Connection;
using Conversations.Serialization;

namespace Conversations.Redis;

/// <summary>What the truth says of index entries: the one place that readers, writers and the audit ask.</summary>
internal sealed class HintTruth(RedisGateway redis, KeySpace keySpace)
{
    /// <summary>The place that an entry of an index over rooms has by the truth; null when the truth does not carry it.</summary>
    /// <remarks>An undecodable room or record cannot prove an entry stale, so the entry stays.</remarks>
    internal async Task<long?> ScoreAsync(StoredKey index, string indexKey, string roomId, string nonce, Call call)
    {
        if (roomId.Length == 0) return null;
        var keys = keySpace.Room(roomId);
        var room = await redis.ReadAsync((database, flags) => database.HashGetAsync(keys.Room, [RoomFields.CreatedAt, RoomFields.Hint], flags), call, keys.Room).ConfigureAwait(false);
        if (room[0].IsNull && room[1].IsNull) return null;
        if (room[0].IsNull || !room[0].TryParse(out long createdAt)) return 0;
        try
        {
            var isCarried = index.Kind switch
            {
                KeyKind.RoomIndex => !room[1].IsNull && RoomHint.Parse(StoredFormat.Text(room[1])) is var hint && hint.Nonce == nonce && hint.Entries(keySpace, roomId, Instants.FromMicroseconds(createdAt)).Exists(entry => entry.Key == indexKey),
                KeyKind.ChannelIndex => await CarriesAsync<ChannelBinding>(keys.Bindings, index.Id!, nonce, call).ConfigureAwait(false),
                KeyKind.ParticipantIndex => await CarriesAsync<Participant>(keys.Participants, index.Id!, nonce, call).ConfigureAwait(false)
                    || await HasBindingAsync(keys, index.Id!, nonce, call).ConfigureAwait(false),
                _ => throw new ArgumentOutOfRangeException(nameof(index), index.Kind, "It is not an index over rooms."),
            };
            return isCarried ? createdAt : null;
        }
        catch (Exception damage) when (damage is CorruptRecordException || StoredFormat.IsDamage(damage))
        {
            return createdAt;
        }
    }

    /// <summary>Whether an identity lists an address.</summary>
    /// <remarks>An undecodable identity cannot prove a link stale, so the link stays.</remarks>
    internal async Task<bool> ListsAsync(string identityId, string channelType, string address, Call call)
    {
        if (identityId.Length == 0) return false;
        var key = keySpace.Identity(identityId);
        var value = await redis.ReadAsync((database, flags) => database.StringGetAsync(key, flags), call, key).ConfigureAwait(false);
        if (value.IsNull) return false;
        try
        {
            return Lists(HintedRecord<Identity>.Decode(value, key).Value, channelType, address);
        }
        catch (CorruptRecordException)
        {
            return true;
        }
    }

    internal static bool Lists(Identity identity, string channelType, string address) =>
        identity.ChannelAddresses.TryGetValue(channelType, out var addresses) && addresses.AsSpan().Contains(address);

    private async Task<bool> CarriesAsync<T>(StackExchange.Redis.RedisKey hash, string id, string nonce, Call call)
        where T : class, IRecord<T>
    {
        var value = await redis.ReadAsync((database, flags) => database.HashGetAsync(hash, id, flags), call, hash).ConfigureAwait(false);
        return !value.IsNull && HintedRecord<T>.Decode(value, hash).Nonce == nonce;
    }

    // A binding that is there all the time is seen by the walk, however the hash changes meanwhile.
    private async Task<bool> HasBindingAsync(RoomKeys keys, string participantId, string nonce, Call call)
    {
        await foreach (var entry in redis.ScanAsync(keys.Bindings, call.CancellationToken).ConfigureAwait(false))
        {
            var binding = HintedRecord<ChannelBinding>.Decode(entry.Value, keys.Bindings);
            if (binding.Nonce == nonce && binding.Value.ParticipantId == participantId) return true;
        }

        return false;
    }
}

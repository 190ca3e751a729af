using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Reads rooms out of an index, as candidates that are verified against the truth: the reader's part of the protocol of <see cref="HintIndex"/>.</summary>
internal sealed class RoomIndexReader(RedisGateway redis, KeySpace keySpace, HintIndex hints)
{
    private const int SmallestChunk = 16;
    private const int LargestChunk = 1000;

    /// <summary>Rooms in the order of the index that hold, each once.</summary>
    /// <param name="index">The index.</param>
    /// <param name="order">Oldest or newest first.</param>
    /// <param name="offset">How many rooms that hold to pass over.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="verify">What the truth says of an entry, by the room and the entry's nonce.</param>
    /// <param name="call">The call.</param>
    internal async Task<List<Room>> ReadAsync(
        RedisKey index,
        Order order,
        int offset,
        int limit,
        Func<StoredRoom, string, ValueTask<Verdict>> verify,
        Call call)
    {
        var rooms = new List<Room>(Math.Min(limit, LargestChunk));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var stale = new List<RedisValue>();
        var chunk = (int)Math.Clamp((long)offset + limit, SmallestChunk, LargestChunk);
        for (long from = 0; rooms.Count < limit; from += chunk)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var entries = await redis.ReadAsync((database, flags) => database.SortedSetRangeByRankWithScoresAsync(index, from, from + chunk - 1, order, flags: flags), call).ConfigureAwait(false);
            var candidates = await ReadRoomsAsync(entries, call).ConfigureAwait(false);
            for (var i = 0; i < entries.Length && rooms.Count < limit; i++)
            {
                var (id, nonce) = HintMember.Parse(entries[i].Element);
                var stored = candidates[i];

                // The score says which incarnation of the room the entry is about.
                if (stored is null || Instants.ToMicroseconds(stored.Room.CreatedAt) != (long)entries[i].Score)
                {
                    stale.Add(entries[i].Element);
                    continue;
                }

                var verdict = await verify(stored, nonce).ConfigureAwait(false);
                if (verdict.IsStale) stale.Add(entries[i].Element);
                if (!verdict.Holds || !seen.Add(id)) continue;
                if (offset > 0) offset--;
                else rooms.Add(stored.Room);
            }

            if (entries.Length < chunk) break;
        }

        // Not before: removing while reading by rank would make the reader skip entries.
        foreach (var member in stale) hints.RemoveStale(index, member);
        return rooms;
    }

    private async Task<StoredRoom?[]> ReadRoomsAsync(SortedSetEntry[] entries, Call call)
    {
        var reads = new Task<StoredRoom?>[entries.Length];
        for (var i = 0; i < reads.Length; i++) reads[i] = RoomReader.ReadAsync(redis, keySpace.Room(HintMember.Parse(entries[i].Element).Id), call);
        return await Task.WhenAll(reads).ConfigureAwait(false);
    }
}

/// <summary>What the truth says of an index entry.</summary>
/// <param name="Holds">Whether the room belongs to the answer.</param>
/// <param name="IsStale">Whether the truth does not carry the entry's nonce; then another entry names the room, or none should.</param>
internal readonly record struct Verdict(bool Holds, bool IsStale);

/// <summary>Reads one room.</summary>
internal static class RoomReader
{
    /// <summary>From the primary: the truth that verifies index entries.</summary>
    internal static async Task<StoredRoom?> ReadAsync(RedisGateway redis, RoomKeys keys, Call call) =>
        Decode(await redis.ReadAsync((database, flags) => database.HashGetAllAsync(keys.Room, flags: flags), call).ConfigureAwait(false), keys);

    /// <summary>From where the caller prefers.</summary>
    internal static async Task<StoredRoom?> ReadPreferredAsync(RedisGateway redis, RoomKeys keys, Call call) =>
        Decode(await redis.ReadPreferredAsync((database, flags) => database.HashGetAllAsync(keys.Room, flags), call).ConfigureAwait(false), keys);

    private static StoredRoom? Decode(HashEntry[] entries, RoomKeys keys)
    {
        if (entries.Length == 0) return null;
        var values = new RedisValue[entries.Length * 2];
        for (var i = 0; i < entries.Length; i++) (values[2 * i], values[(2 * i) + 1]) = (entries[i].Name, entries[i].Value);
        return RoomCodec.Decode(values, keys.Room);
    }
}

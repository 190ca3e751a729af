using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Reads rooms out of an index, as candidates that are verified against the truth: the reader's part of the protocol of <see cref="HintIndex"/>.</summary>
internal sealed class RoomIndexReader(RedisGateway redis, KeySpace keySpace, HintIndex hints)
{
    // Who asks for one room mostly finds it first; who does not, finds it among more and more.
    private const int SmallestChunk = 4;
    private const int LargestChunk = 1000;
    private const int Growth = 4;

    private static readonly Task<Verdict> Stale = Task.FromResult(new Verdict(Holds: false, IsStale: true));

    /// <summary>Rooms in the order of the index that hold, each once. A round trip for entries, one for their rooms, and one in which as many are verified as the answer lacks; again for more entries while it lacks any.</summary>
    /// <param name="index">The index.</param>
    /// <param name="order">Oldest or newest first.</param>
    /// <param name="after">Where to begin: rooms at or before the position are not read. Null for the start. Ascending only.</param>
    /// <param name="offset">How many rooms that hold to pass over.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="verify">What the truth says of an entry, by the room and the entry's nonce.</param>
    /// <param name="call">The call.</param>
    internal async Task<List<Room>> ReadAsync(
        RedisKey index,
        Order order,
        RoomPosition? after,
        int offset,
        int limit,
        Func<StoredRoom, string, Task<Verdict>> verify,
        Call call)
    {
        var rooms = new List<Room>(Math.Min(limit, LargestChunk));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pages = new SortedSetPages(redis, index, order, PositionOf(after), call);
        var (chunk, atOnce) = (ChunkFor(offset + (long)limit), offset + (long)limit);
        while (true)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var entries = await pages.NextAsync(chunk).ConfigureAwait(false);
            var candidates = await ReadCandidatesAsync(entries, call).ConfigureAwait(false);
            var held = 0;
            for (var next = 0; next < candidates.Length && rooms.Count < limit;)
            {
                var heldBefore = held;
                foreach (var verdict in await VerifyAsync(candidates.AsSpan(next, (int)Math.Min(atOnce, candidates.Length - next)), verify).ConfigureAwait(false))
                {
                    if (verdict.IsStale) hints.Cleaner.Suspect(index, entries.Span[next].Element);
                    var stored = candidates[next++].Stored;
                    if (!verdict.Holds || !seen.Add(stored!.Room.Id)) continue;
                    held++;
                    if (offset > 0) offset--;
                    else if (rooms.Count < limit) rooms.Add(stored.Room);
                }

                // More than the answer lacks would be verified for nothing, unless hardly any hold.
                atOnce = held == heldBefore ? LargestChunk : offset + (long)limit - rooms.Count;
            }

            if (rooms.Count == limit || pages.IsAtEnd) return rooms;
            chunk = ChunkFor(held == 0 ? chunk * Growth : (offset + (long)limit - rooms.Count) * chunk / held);
        }
    }

    /// <summary>The place after all entries of the room at a position: its members end their id with a zero byte.</summary>
    private static SortedSetPosition? PositionOf(RoomPosition? after) =>
        after is { } position ? new(Instants.ToMicroseconds(position.CreatedAt), position.RoomId + "\u0001") : null;

    private static long ChunkFor(long expected) => Math.Clamp(expected, SmallestChunk, LargestChunk);

    private async Task<Candidate[]> ReadCandidatesAsync(ReadOnlyMemory<SortedSetEntry> entries, Call call)
    {
        var reads = new Task<Candidate>[entries.Length];
        for (var i = 0; i < reads.Length; i++) reads[i] = ReadCandidateAsync(entries.Span[i], call);
        return await Task.WhenAll(reads).ConfigureAwait(false);
    }

    private async Task<Candidate> ReadCandidateAsync(SortedSetEntry entry, Call call)
    {
        var (id, nonce) = HintMember.Parse(entry.Element);
        var stored = await RoomReader.ReadAsync(redis, keySpace.Room(id), call).ConfigureAwait(false);

        // The score says which incarnation of the room the entry is about.
        var isCurrent = stored is not null && Instants.ToMicroseconds(stored.Room.CreatedAt) == (long)entry.Score;
        return new(isCurrent ? stored : null, nonce);
    }

    private static Task<Verdict[]> VerifyAsync(ReadOnlySpan<Candidate> candidates, Func<StoredRoom, string, Task<Verdict>> verify)
    {
        var verdicts = new Task<Verdict>[candidates.Length];
        for (var i = 0; i < verdicts.Length; i++) verdicts[i] = candidates[i].Stored is { } stored ? verify(stored, candidates[i].Nonce) : Stale;
        return Task.WhenAll(verdicts);
    }

    /// <summary>An entry of the index.</summary>
    /// <param name="Stored">The room that it names; null when there is none, or another incarnation of it.</param>
    /// <param name="Nonce">The entry's nonce.</param>
    private readonly record struct Candidate(StoredRoom? Stored, string Nonce);
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
        Decode(await redis.ReadAsync((database, flags) => database.HashGetAllAsync(keys.Room, flags: flags), call, keys.Room).ConfigureAwait(false), keys);

    /// <summary>From where the caller prefers.</summary>
    internal static async Task<StoredRoom?> ReadPreferredAsync(RedisGateway redis, RoomKeys keys, Call call) =>
        Decode(await redis.ReadPreferredAsync((database, flags) => database.HashGetAllAsync(keys.Room, flags), call, keys.Room).ConfigureAwait(false), keys);

    private static StoredRoom? Decode(HashEntry[] entries, RoomKeys keys)
    {
        if (entries.Length == 0) return null;
        var values = new RedisValue[entries.Length * 2];
        for (var i = 0; i < entries.Length; i++) (values[2 * i], values[(2 * i) + 1]) = (entries[i].Name, entries[i].Value);
        return RoomCodec.Decode(values, keys.Room);
    }
}

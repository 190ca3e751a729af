using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Reads whole hashes of a room: a small one in one step and as of one moment, a large one in several.</summary>
/// <remarks>Across several steps a field that is there all the time is in the answer; one that is set or removed meanwhile may be or not.</remarks>
internal static class HashReader
{
    // 0.3 to 0.5 milliseconds. A hash with no more is read whole by the first step.
    private const int FieldsPerStep = 1000;
    private const long BytesPerStep = 4 * 1024 * 1024;
    private const int MostRounds = 3;

    /// <summary>The fields and values, in turn. One round trip for a small hash.</summary>
    internal static async Task<RedisValue[]> ReadAsync(RedisGateway redis, RedisKey hash, Call call)
    {
        var (cursor, entries) = await redis.ReadPreferredAsync((database, flags) => ScanAsync(database, hash, RedisValue.EmptyString, FieldsPerStep, flags), call, hash).ConfigureAwait(false);
        return cursor == 0 ? entries : await ReadInStepsAsync(redis, hash, call).ConfigureAwait(false);
    }

    // A cursor means something only to the server that gave it out, so all steps go to the primary. When another
    // server became the primary meanwhile, fields are missing, and the hash is read once more.
    private static async Task<RedisValue[]> ReadInStepsAsync(RedisGateway redis, RedisKey hash, Call call)
    {
        var found = new Dictionary<RedisValue, RedisValue>();
        for (var round = 1; round <= MostRounds; round++)
        {
            // Each step may give a field again that an earlier one gave.
            found.Clear();
            var count = FieldsPerStep;
            RedisValue cursor = RedisValue.EmptyString;
            do
            {
                var (at, most) = (cursor, count);
                (cursor, var entries) = await redis.ReadAsync((database, flags) => ScanAsync(database, hash, at, most, flags), call, hash).ConfigureAwait(false);
                long bytes = 1;
                for (var i = 0; i < entries.Length; i += 2)
                {
                    found[entries[i]] = entries[i + 1];
                    bytes += entries[i + 1].Length();
                }

                count = (int)Math.Clamp(BytesPerStep * entries.Length / 2 / bytes, 1, FieldsPerStep);
                call.CancellationToken.ThrowIfCancellationRequested();
            }
            while (cursor != 0);

            if (found.Count >= await redis.ReadAsync((database, flags) => database.HashLengthAsync(hash, flags), call, hash).ConfigureAwait(false)) break;
        }

        var all = new RedisValue[found.Count * 2];
        var next = 0;
        foreach (var (field, value) in found)
        {
            all[next++] = field;
            all[next++] = value;
        }

        return all;
    }

    private static async Task<(RedisValue Cursor, RedisValue[] Entries)> ScanAsync(IDatabase database, RedisKey hash, RedisValue cursor, int count, CommandFlags flags)
    {
        var reply = await database.ExecuteAsync("HSCAN", [hash, cursor.IsNullOrEmpty ? 0 : cursor, "COUNT", count], flags).ConfigureAwait(false);
        return ((RedisValue)reply[0], (RedisValue[])reply[1]!);
    }
}

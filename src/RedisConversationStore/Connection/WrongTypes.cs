using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Finds the key that a WRONGTYPE reply is about; the reply names none.</summary>
/// <remarks>It tries each key with a command for the type that the store keeps there: one that the store's user may run, unlike TYPE. Only calls that failed pay for it: 1 round trip, or 2.</remarks>
internal static class WrongTypes
{
    internal static bool IsWrongType(Exception? fault) =>
        fault is RedisServerException server && server.Message.Contains("WRONGTYPE", StringComparison.Ordinal);

    /// <summary>The error of the contract, which names the key.</summary>
    /// <param name="fault">The server's reply.</param>
    /// <param name="keys">The keys of the call.</param>
    /// <param name="keySpace">Says which type each of them has.</param>
    /// <param name="database">Where to look.</param>
    /// <param name="call">The call that failed.</param>
    /// <param name="resilience">Bounds the time.</param>
    internal static async Task<StoreUnavailableException> NameAsync(RedisServerException fault, IReadOnlyList<RedisKey> keys, KeySpace keySpace, IDatabase database, Call call, Resilience resilience)
    {
        try
        {
            var wrong = await FindAsync(keys).ConfigureAwait(false);

            // Commands on several keys of a room name one of them.
            if (wrong.Count == 0 && keys.Count == 1 && keySpace.TryParse(keys[0], out var stored) && stored.Kind == KeyKind.RoomPart) wrong = await FindAsync(keySpace.Room(stored.RoomId!).All).ConfigureAwait(false);
            if (wrong.Count > 0) return FaultTranslator.WrongType(wrong, isCertain: true, fault);
        }
        catch (StoreUnavailableException)
        {
            // The deadline passed: all keys are named.
        }

        return FaultTranslator.WrongType(keys, isCertain: keys.Count == 1, fault);

        async Task<List<RedisKey>> FindAsync(IReadOnlyList<RedisKey> candidates)
        {
            var looks = candidates.Select(key => LooksWrongAsync(keySpace, database, key));
            var isWrong = await resilience.WaitAsync(Task.WhenAll(looks), call, isWrite: false).ConfigureAwait(false);
            return [.. candidates.Where((_, position) => isWrong[position])];
        }
    }

    private static async Task<bool> LooksWrongAsync(KeySpace keySpace, IDatabase database, RedisKey key)
    {
        if (!keySpace.TryParse(key, out var stored)) return false;
        const CommandFlags primary = CommandFlags.DemandMaster;
        Task look = stored.Type switch
        {
            RedisType.Hash => database.HashExistsAsync(key, RedisValue.EmptyString, primary),
            RedisType.SortedSet => database.SortedSetScoreAsync(key, RedisValue.EmptyString, primary),
            RedisType.Set => database.SetContainsAsync(key, RedisValue.EmptyString, primary),
            _ => database.StringGetAsync(key, primary),
        };
        try
        {
            await look.ConfigureAwait(false);
            return false;
        }
        catch (Exception fault) when (fault is RedisException or ObjectDisposedException or TimeoutException)
        {
            return IsWrongType(fault);
        }
    }
}

using System.Globalization;
using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>Keeps a version of the library away from data whose layout it does not know. The layout's version is kept beside the data, under <c>prefix:layout</c>; it changes only when an older version would damage what a newer one wrote.</summary>
/// <param name="keySpace">Where the version is.</param>
/// <param name="isReader">Whether a store without a version is left without one: who only looks must not make it one of its own layout.</param>
internal sealed class LayoutGuard(KeySpace keySpace, bool isReader = false)
{
    /// <summary>The layout this version reads and writes.</summary>
    internal const int Version = 1;

    private volatile bool isKnown;

    internal KeySpace Keys => keySpace;

    /// <summary>Whether the layout was looked at and fits.</summary>
    internal bool IsKnown => isKnown;

    /// <summary>Looks at the layout, and notes it in a store that is new. One round trip, once; in a database other than 0 one more before it, that it is the right one.</summary>
    /// <exception cref="IncompatibleLayoutException">The data has another layout; nothing was changed.</exception>
    /// <exception cref="StoreUnavailableException">The server keeps the connection in database 0.</exception>
    internal async Task EnsureAsync(IDatabase database)
    {
        if (!isReader) await SelectedDatabase.EnsureAsync(database).ConfigureAwait(false);
        var key = keySpace.Layout;
        var found = await FoundAsync(database, key).ConfigureAwait(false);

        // Set only where there is none: a newer version may have come first.
        if (found.IsNull && !isReader && !await database.StringSetAsync(key, Version, when: When.NotExists).ConfigureAwait(false))
        {
            found = await database.StringGetAsync(key).ConfigureAwait(false);
        }

        if (!found.IsNull && found != Version)
        {
            throw new IncompatibleLayoutException(key.ToString(), found.ToString(), Version.ToString(CultureInfo.InvariantCulture));
        }

        isKnown = true;
    }

    private static async Task<RedisValue> FoundAsync(IDatabase database, RedisKey key)
    {
        try
        {
            return await database.StringGetAsync(key).ConfigureAwait(false);
        }
        catch (RedisServerException fault) when (WrongTypes.IsWrongType(fault))
        {
            throw FaultTranslator.WrongType([key], isCertain: true, fault);
        }
    }
}

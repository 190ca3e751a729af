using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/hints</c> that change locators.</summary>
internal static class LocatorScripts
{
    private static readonly Script Claim = new("hints/claim_locator", ["locators"], ["id", "expected", "location"]);

    private static readonly Script Remove = new("hints/remove_locator", ["locators"], ["id", "expected"]);

    /// <summary>Sets a locator if it still says what the caller found; <see cref="RedisValue.Null"/> for none.</summary>
    /// <returns>False when another writer came first.</returns>
    internal static async Task<bool> ClaimAsync(RedisGateway redis, RedisKey locators, string id, RedisValue expected, RedisValue location, Call call) =>
        (bool)await redis.WriteAsync(Claim, [locators], [id, expected.IsNull ? RedisValue.EmptyString : expected, location], call).ConfigureAwait(false);

    /// <summary>Removes a locator if it still says what the caller knows.</summary>
    /// <returns>What it says instead; null when it was removed or was not there.</returns>
    internal static async Task<RedisValue> RemoveAsync(RedisGateway redis, RedisKey locators, string id, RedisValue expected, Call call) =>
        (RedisValue)await redis.WriteAsync(Remove, [locators], [id, expected], call).ConfigureAwait(false);
}

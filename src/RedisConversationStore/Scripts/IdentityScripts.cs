using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/identities</c>.</summary>
internal static class IdentityScripts
{
    private static readonly Script Put = new("identities/put", ["identity"], ["expected", "identity"]);

    private static readonly Script OfferAddress = new("identities/offer_address", ["links"], ["link"]);

    /// <summary>Writes an identity if it still is what the caller found; <see cref="RedisValue.Null"/> for none.</summary>
    /// <returns>False when another writer came first.</returns>
    internal static async Task<bool> PutAsync(RedisGateway redis, RedisKey identity, RedisValue expected, byte[] record, Call call) =>
        (bool)await redis.WriteAsync(Put, [identity], [expected.IsNull ? RedisValue.EmptyString : expected, record], call).ConfigureAwait(false);

    /// <returns>The rank of the link.</returns>
    internal static async Task<long> OfferAddressAsync(RedisGateway redis, RedisKey links, RedisValue link, Call call) =>
        (long)await redis.WriteAsync(OfferAddress, [links], [link], call).ConfigureAwait(false);
}

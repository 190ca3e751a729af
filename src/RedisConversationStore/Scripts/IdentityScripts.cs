using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>The scripts under <c>lua/identities</c>.</summary>
internal static class IdentityScripts
{
    private static readonly Script Put = new("identities/put", ["identity", "intents", "recent_calls"], ["expected", "identity", "intent"]);

    private static readonly Script OfferAddress = new("identities/offer_address", ["links"], ["link"]);

    internal enum PutStatus
    {
        Ok = 0,
        Changed = 1,
        NotNoted = 2,
    }

    /// <summary>Writes an identity if it still is what the caller found; <see cref="RedisValue.Null"/> for none.</summary>
    internal static async Task<PutStatus> PutAsync(RedisGateway redis, IndexOwner identity, RedisKey recentCalls, RedisValue expected, RedisValue record, string intent, Call call)
    {
        var reply = await redis.WriteAsync(Put, [identity.Truth, identity.Intents, recentCalls], [expected.IsNull ? RedisValue.EmptyString : expected, record, intent], call).ConfigureAwait(false);
        return (PutStatus)(int)reply[0];
    }

    /// <returns>The rank of the link.</returns>
    internal static async Task<long> OfferAddressAsync(RedisGateway redis, RedisKey links, RedisValue link, Call call) =>
        (long)await redis.WriteAsync(OfferAddress, [links], [link], call).ConfigureAwait(false);
}

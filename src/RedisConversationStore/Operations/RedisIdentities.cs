using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Identities: a string each, in a slot of its own. Each address of an organisation has a sorted set of the identities it was linked to, newest link highest.</summary>
/// <remarks>A link is offered before the identity lists the address, and counts once it does: the same protocol as <see cref="HintIndex"/>. Links below one that counts can never win again and are removed by the writer.</remarks>
internal sealed class RedisIdentities(RedisGateway redis, KeySpace keySpace, HintIndex hints) : IIdentityStore
{
    private const int LinksPerRead = 4;

    public async Task<Identity> CreateAsync(Identity identity, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(identity);
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;

        // An identity that is there may list the address, for another organisation or as history. Then an offer would count although the create is refused.
        var key = keySpace.Identity(accepted.Id);
        if (await redis.ReadAsync((database, flags) => database.KeyExistsAsync(key, flags: flags), call).ConfigureAwait(false)) throw new RecordAlreadyExistsException(RecordKinds.Identity, accepted.Id);

        var created = new HintedRecord<Identity>(accepted, hints.CreateNonce());
        var member = HintMember.Create(accepted.Id, created.Nonce);
        var offers = new List<Task<Link>>();
        foreach (var (channelType, addresses) in accepted.ChannelAddresses.AsSpan())
        {
            foreach (var address in addresses.AsSpan()) offers.Add(OfferAsync(keySpace.Address(accepted.OrganizationId, channelType, address), member, call));
        }

        var links = await Task.WhenAll(offers).ConfigureAwait(false);
        if (await IdentityScripts.PutAsync(redis, key, RedisValue.Null, created.Encode(), call).ConfigureAwait(false))
        {
            foreach (var link in links) RemoveBelow(link);
            return accepted;
        }

        await WithdrawAsync(links, call).ConfigureAwait(false);
        throw new RecordAlreadyExistsException(RecordKinds.Identity, accepted.Id);
    }

    public async Task<Identity?> GetAsync(string identityId, CancellationToken cancellationToken = default)
    {
        Check.Id(identityId);
        cancellationToken.ThrowIfCancellationRequested();
        return Decode(await ReadAsync(identityId, cancellationToken).ConfigureAwait(false), identityId)?.Value;
    }

    public async Task<Identity?> ResolveAsync(ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default)
    {
        Check.Enum(channelType);
        Check.Id(address);
        Check.OptionalId(organizationId);
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        var key = keySpace.Address(organizationId, channelType.Value, address);
        for (var from = 0; ; from += LinksPerRead)
        {
            var members = await redis.ReadAsync((database, flags) => database.SortedSetRangeByRankAsync(key, from, from + LinksPerRead - 1, Order.Descending, flags: flags), call, key).ConfigureAwait(false);
            var ids = Array.ConvertAll(members, static member => HintMember.Parse(member).Id);
            var values = await Task.WhenAll(Array.ConvertAll(ids, id => ReadAsync(id, call))).ConfigureAwait(false);
            for (var i = 0; i < ids.Length; i++)
            {
                if (Decode(values[i], ids[i]) is { Value: var identity } && Lists(identity, channelType.Value, address)) return identity;
                hints.RemoveStale(key, members[i]);
            }

            if (members.Length < LinksPerRead) return null;
        }
    }

    public async Task<Identity> LinkAddressAsync(string identityId, ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default)
    {
        Check.Id(identityId);
        Check.Enum(channelType);
        Check.Id(address);
        Check.OptionalId(organizationId);
        cancellationToken.ThrowIfCancellationRequested();
        Call call = cancellationToken;
        var member = HintMember.Create(identityId, hints.CreateNonce());
        var offer = OfferAsync(keySpace.Address(organizationId, channelType.Value, address), member, call);
        try
        {
            return await ListAsync(identityId, channelType, address, offer, call).ConfigureAwait(false);
        }
        catch (StoreUnavailableException fault) when (offer.IsCompletedSuccessfully && !fault.MayHaveTakenEffect)
        {
            // The offer counts if the identity lists the address already.
            throw FaultTranslator.OnlyRestFailed(fault);
        }
    }

    private async Task<Identity> ListAsync(string identityId, ChannelType channelType, string address, Task<Link> offer, Call call)
    {
        var read = ReadAsync(identityId, call);
        await Task.WhenAll(offer, read).ConfigureAwait(false);
        var link = await offer.ConfigureAwait(false);
        for (var found = await read.ConfigureAwait(false); ; found = await ReadAsync(identityId, call).ConfigureAwait(false))
        {
            if (Decode(found, identityId) is not { Value: var identity, Nonce: var nonce })
            {
                await WithdrawAsync([link], call).ConfigureAwait(false);
                throw new RecordNotFoundException(RecordKinds.Identity, identityId);
            }

            var linked = RecordRules.WithAddress(identity, channelType.Value, address);
            if (!ReferenceEquals(linked, identity) && !await IdentityScripts.PutAsync(redis, keySpace.Identity(identityId), found, new HintedRecord<Identity>(linked, nonce).Encode(), call).ConfigureAwait(false)) continue;
            RemoveBelow(link);
            return linked;
        }
    }

    private static bool Lists(Identity identity, string channelType, string address) =>
        identity.ChannelAddresses.TryGetValue(channelType, out var addresses) && addresses.AsSpan().Contains(address);

    private async Task<Link> OfferAsync(RedisKey links, RedisValue member, Call call) =>
        new(links, member, await IdentityScripts.OfferAddressAsync(redis, links, member, call).ConfigureAwait(false));

    private Task<RedisValue> ReadAsync(string identityId, Call call) =>
        redis.ReadAsync((database, flags) => database.StringGetAsync(keySpace.Identity(identityId), flags: flags), call, keySpace.Identity(identityId));

    private HintedRecord<Identity>? Decode(RedisValue value, string identityId) =>
        value.IsNull ? null : HintedRecord<Identity>.Decode(value, keySpace.Identity(identityId));

    private Task<bool[]> WithdrawAsync(Link[] links, Call call) =>
        redis.WriteAsync(database => Task.WhenAll(Array.ConvertAll(links, link => database.SortedSetRemoveAsync(link.Links, link.Member))), call);

    private void RemoveBelow(Link link) =>
        redis.Forget(database => database.SortedSetRemoveRangeByScoreAsync(link.Links, double.NegativeInfinity, link.Rank, Exclude.Stop, CommandFlags.FireAndForget));

    private readonly record struct Link(RedisKey Links, RedisValue Member, long Rank);
}

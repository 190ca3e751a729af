using Conversations.Redis.Connection;
using Conversations.Redis.Scripts;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>Identities: a string each, in a slot of its own. Each address of an organization has a sorted set of the identities it was linked to, newest link highest.</summary>
/// <remarks>A link is an index entry, by the protocol of <see cref="HintIndex"/>: it is noted in the identity's slot, offered above all others, and counts from the step on that writes the identity. So a link counts when its identity lists the address and does not note the link as under way or as dead. Links below one that counts can never win again and are removed by the writer.</remarks>
internal sealed class RedisIdentities(RedisGateway redis, KeySpace keySpace, HintIndex hints) : IIdentityStore
{
    // An address mostly has one link. A longer list is read from the top each time, so that every read is a
    // moment's whole truth: between two pages a newer link could come above and take those below with it.
    private const int FewLinks = 4;
    private const int Growth = 8;

    public async Task<Identity> CreateAsync(Identity identity, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(identity);
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            if (await TryCreateAsync(accepted, cancellationToken).ConfigureAwait(false)) return accepted;
        }
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
        for (var limit = FewLinks; ; limit *= Growth)
        {
            var links = await redis.ReadAsync((database, flags) => database.SortedSetRangeByRankAsync(key, 0, limit - 1, Order.Descending, flags: flags), call, key).ConfigureAwait(false);
            var candidates = await Task.WhenAll(Array.ConvertAll(links, link => ReadCandidateAsync(link, call))).ConfigureAwait(false);
            for (var i = 0; i < links.Length; i++)
            {
                if (candidates[i] is { IsNoted: false, Identity: { } identity } && HintTruth.Lists(identity, channelType.Value, address)) return identity;
                hints.Cleaner.Suspect(key, links[i]);
            }

            if (links.Length < limit) return null;
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
        var links = keySpace.Address(organizationId, channelType.Value, address);
        while (true)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            if (await TryLinkAsync(identityId, channelType.Value, address, links, call).ConfigureAwait(false) is { } linked) return linked;
        }
    }

    /// <returns>False when the write was taken for dead.</returns>
    private async Task<bool> TryCreateAsync(Identity accepted, Call call)
    {
        var owner = IndexOwner.Identity(accepted.Id, keySpace);
        var created = new HintedRecord<Identity>(accepted, Nonce.Create());
        var places = new List<RedisKey>();
        foreach (var (channelType, addresses) in accepted.ChannelAddresses.AsSpan())
        {
            foreach (var address in addresses.AsSpan()) places.Add(keySpace.Address(accepted.OrganizationId, channelType, address));
        }

        var isDone = false;
        try
        {
            var noted = BeginAsync(owner, created.Nonce, places, call);
            var exists = redis.ReadAsync((database, flags) => database.KeyExistsAsync(owner.Truth, flags: flags), call, owner.Truth);
            await Task.WhenAll(noted, exists).ConfigureAwait(false);
            if (await exists.ConfigureAwait(false)) throw new RecordAlreadyExistsException(RecordKinds.Identity, accepted.Id);
            var links = await Task.WhenAll(places.ConvertAll(place => OfferAsync(place, HintMember.Create(accepted.Id, created.Nonce), call))).ConfigureAwait(false);
            var status = await IdentityScripts.PutAsync(redis, owner, keySpace.IdentityRecentCalls(owner.Id), RedisValue.Null, created.Encode(), created.Nonce, call).ConfigureAwait(false);
            isDone = status == IdentityScripts.PutStatus.Ok;
            if (isDone) RemoveBelow(links);
            if (status != IdentityScripts.PutStatus.Changed) return isDone;

            // Its links would count: the identity that is there may list the addresses.
            hints.Cleaner.Refused(owner, created.Nonce, places.ConvertAll(place => new HintEntry(place, HintMember.Create(accepted.Id, created.Nonce), 0)));
            throw new RecordAlreadyExistsException(RecordKinds.Identity, accepted.Id);
        }
        finally
        {
            if (!isDone) hints.Cleaner.Withdraw(owner, created.Nonce);
        }
    }

    /// <returns>Null when another writer came first, or the write was taken for dead.</returns>
    private async Task<Identity?> TryLinkAsync(string identityId, string channelType, string address, RedisKey links, Call call)
    {
        var owner = IndexOwner.Identity(identityId, keySpace);
        var nonce = Nonce.Create();
        var isDone = false;
        try
        {
            var noted = BeginAsync(owner, nonce, [links], call);
            var read = ReadAsync(identityId, call);
            await Task.WhenAll(noted, read).ConfigureAwait(false);
            var found = await read.ConfigureAwait(false);
            if (Decode(found, identityId) is not { Value: var identity, Nonce: var itsNonce }) throw new RecordNotFoundException(RecordKinds.Identity, identityId);
            var link = await OfferAsync(links, HintMember.Create(identityId, nonce), call).ConfigureAwait(false);
            var linked = RecordRules.WithAddress(identity, channelType, address);
            var record = ReferenceEquals(linked, identity) ? found : (RedisValue)new HintedRecord<Identity>(linked, itsNonce).Encode();
            isDone = await IdentityScripts.PutAsync(redis, owner, keySpace.IdentityRecentCalls(owner.Id), found, record, nonce, call).ConfigureAwait(false) == IdentityScripts.PutStatus.Ok;
            if (isDone) RemoveBelow([link]);
            return isDone ? linked : null;
        }
        finally
        {
            if (!isDone) hints.Cleaner.Withdraw(owner, nonce);
        }
    }

    private Task BeginAsync(IndexOwner owner, string nonce, List<RedisKey> places, Call call) =>
        hints.BeginAsync(owner, nonce, IntentEntries.Format(places.ConvertAll(static place => new HintEntry(place, default, 0))), call);

    private async Task<Link> OfferAsync(RedisKey links, RedisValue member, Call call) =>
        new(links, await IdentityScripts.OfferAddressAsync(redis, links, member, call).ConfigureAwait(false));

    // Both lie in one slot: the note before the identity, into which a write moves it.
    private async Task<Candidate> ReadCandidateAsync(RedisValue link, Call call)
    {
        var (id, nonce) = HintMember.Parse(link);
        var noted = redis.ReadAsync((database, flags) => database.HashExistsAsync(keySpace.IdentityIntents(id), nonce, flags: flags), call, keySpace.IdentityIntents(id));
        var value = ReadAsync(id, call);
        await Task.WhenAll(noted, value).ConfigureAwait(false);
        return new(await noted.ConfigureAwait(false), Decode(await value.ConfigureAwait(false), id)?.Value);
    }

    private Task<RedisValue> ReadAsync(string identityId, Call call) =>
        redis.ReadAsync((database, flags) => database.StringGetAsync(keySpace.Identity(identityId), flags: flags), call, keySpace.Identity(identityId));

    private HintedRecord<Identity>? Decode(RedisValue value, string identityId) =>
        value.IsNull ? null : HintedRecord<Identity>.Decode(value, keySpace.Identity(identityId));

    private void RemoveBelow(Link[] links)
    {
        if (links.Length == 0) return;
        hints.Tidying.Begin(() => redis.WriteAsync(
            database => Task.WhenAll(Array.ConvertAll(links, link => database.SortedSetRemoveRangeByScoreAsync(link.Links, double.NegativeInfinity, link.Rank, Exclude.Stop))),
            CancellationToken.None,
            new(() => Array.ConvertAll(links, link => link.Links))));
    }

    private readonly record struct Link(RedisKey Links, long Rank);

    /// <summary>A link's identity, as it was read.</summary>
    /// <param name="IsNoted">Whether the identity notes the link as under way or as dead: it does not count.</param>
    /// <param name="Identity">The identity.</param>
    private readonly record struct Candidate(bool IsNoted, Identity? Identity);
}

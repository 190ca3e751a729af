namespace Conversations.InMemory;

internal sealed class InMemoryIdentities(StoreState state) : IIdentityStore
{
    public Task<Identity> CreateAsync(Identity identity, CancellationToken cancellationToken = default)
    {
        var accepted = RecordRules.Accept(identity);
        return state.Run(
            () =>
            {
                if (!state.Identities.TryAdd(accepted.Id, accepted)) throw new RecordAlreadyExistsException(RecordKinds.Identity, accepted.Id);
                foreach (var (channelType, addresses) in accepted.ChannelAddresses)
                {
                    foreach (var address in addresses) state.IdentityByAddress[new(accepted.OrganizationId, new(channelType), address)] = accepted.Id;
                }

                return accepted;
            },
            cancellationToken);
    }

    public Task<Identity?> GetAsync(string identityId, CancellationToken cancellationToken = default)
    {
        Check.Id(identityId);
        return state.Run(() => state.Identities.GetValueOrDefault(identityId), cancellationToken);
    }

    public Task<Identity?> ResolveAsync(ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default)
    {
        Check.Enum(channelType);
        Check.Id(address);
        Check.OptionalId(organizationId);
        return state.Run(
            () => state.IdentityByAddress.TryGetValue(new(organizationId, channelType, address), out var identityId) ? state.Identities[identityId] : null,
            cancellationToken);
    }

    public Task<Identity> LinkAddressAsync(string identityId, ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default)
    {
        Check.Id(identityId);
        Check.Enum(channelType);
        Check.Id(address);
        Check.OptionalId(organizationId);
        return state.Run(
            () =>
            {
                var present = state.Identities.GetValueOrDefault(identityId) ?? throw new RecordNotFoundException(RecordKinds.Identity, identityId);

                // Whoever had the address keeps it in its record, as history.
                state.IdentityByAddress[new(organizationId, channelType, address)] = identityId;
                return state.Identities[identityId] = RecordRules.WithAddress(present, channelType.Value, address);
            },
            cancellationToken);
    }
}

using static Conversations.Redis.ConversationStoreTelemetry.Operations;

namespace Conversations.Redis.Telemetry;

/// <summary>Traces and measures the operations of <see cref="IIdentityStore"/>.</summary>
internal sealed class TracedIdentities(IIdentityStore inner, StoreTelemetry telemetry) : IIdentityStore
{
    public Task<Identity> CreateAsync(Identity identity, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdentitiesCreate, (inner, identity, cancellationToken), static it => it.inner.CreateAsync(it.identity, it.cancellationToken));

    public Task<Identity?> GetAsync(string identityId, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdentitiesGet, (inner, identityId, cancellationToken), static it => it.inner.GetAsync(it.identityId, it.cancellationToken));

    public Task<Identity?> ResolveAsync(ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdentitiesResolve, (inner, channelType, address, organizationId, cancellationToken), static it => it.inner.ResolveAsync(it.channelType, it.address, it.organizationId, it.cancellationToken));

    public Task<Identity> LinkAddressAsync(string identityId, ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default) =>
        telemetry.RunAsync(IdentitiesLinkAddress, (inner, identityId, channelType, address, organizationId, cancellationToken), static it => it.inner.LinkAddressAsync(it.identityId, it.channelType, it.address, it.organizationId, it.cancellationToken));
}

namespace Conversations;

/// <summary>Who people are, across rooms. See <see cref="IConversationStore"/> for the errors common to all operations.</summary>
public interface IIdentityStore
{
    /// <summary>Creates an identity and links its channel_addresses under its own organisation, each taken over from whoever had it. Three round trips on Redis (whether the id is taken, links, record); O(a) in its addresses.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The identity as stored.</returns>
    /// <exception cref="RecordAlreadyExistsException">The id is taken; nothing was changed.</exception>
    Task<Identity> CreateAsync(Identity identity, CancellationToken cancellationToken = default);

    /// <summary>An identity. One round trip; O(1).</summary>
    /// <param name="identityId">The identity.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The identity, or null when there is none.</returns>
    Task<Identity?> GetAsync(string identityId, CancellationToken cancellationToken = default);

    /// <summary>The identity an address belongs to within an organisation. Two round trips on Redis, whatever the number of identities; O(1).</summary>
    /// <param name="channelType">The kind of channel.</param>
    /// <param name="address">The address; 1 to 512 bytes of UTF-8, compared as it is.</param>
    /// <param name="organizationId">The organisation; null for the unscoped space, which is a space of its own and never a wildcard.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The identity, or null when nobody has the address there.</returns>
    Task<Identity?> ResolveAsync(ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default);

    /// <summary>Links an address to an identity within an organisation: the last link wins. Also adds it to the identity's channel_addresses, without losing a concurrent change. Three round trips on Redis (read, link, record); O(1).</summary>
    /// <param name="identityId">The identity.</param>
    /// <param name="channelType">The kind of channel.</param>
    /// <param name="address">The address; 1 to 512 bytes of UTF-8, compared as it is.</param>
    /// <param name="organizationId">The organisation; null for the unscoped space.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The identity as stored.</returns>
    /// <exception cref="RecordNotFoundException">There is no such identity.</exception>
    Task<Identity> LinkAddressAsync(string identityId, ChannelType channelType, string address, string? organizationId = null, CancellationToken cancellationToken = default);
}

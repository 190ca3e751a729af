using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Operations on idempotency keys, identities and read markers.</summary>
internal static class OtherOperations
{
    internal static (int Weight, IGen<Operation> Gen)[] All(Pools pools) =>
    [
        (4, Gen.Select(pools.Room, pools.Key, Gen.OneOf<TimeSpan?>(null, TimeSpan.FromDays(40)), (room, key, timeToLive) =>
            Operation.Of("Idempotency.ClaimAsync", store => store.Idempotency.ClaimAsync(room, key, timeToLive), room, key, timeToLive))),
        (4, Gen.Select(pools.Room, pools.Key, (room, key) => Operation.Of("Idempotency.ReleaseAsync", store => store.Idempotency.ReleaseAsync(room, key), room, key))),
        (1, Gen.Select(pools.Room, pools.Key, (room, key) => Operation.Of("Idempotency.IsSeenAsync", store => store.Idempotency.IsSeenAsync(room, key), room, key))),
        (1, Gen.Select(pools.Room, pools.Key, (room, key) => Operation.Of("Idempotency.GetEventAsync", store => store.Idempotency.GetEventAsync(room, key), room, key))),
        (4, Identity(pools).Select(identity => Operation.Of("Identities.CreateAsync", store => store.Identities.CreateAsync(identity), identity))),
        (1, pools.Identity.Select(id => Operation.Of("Identities.GetAsync", store => store.Identities.GetAsync(id), id))),
        (2, Gen.Select(Values.ChannelType, pools.Address, pools.Organization, (type, address, organization) =>
            Operation.Of("Identities.ResolveAsync", store => store.Identities.ResolveAsync(type, address, organization), type, address, organization))),
        (5, Gen.Select(pools.Identity, Values.ChannelType, pools.Address, pools.Organization, (id, type, address, organization) =>
            Operation.Of("Identities.LinkAddressAsync", store => store.Identities.LinkAddressAsync(id, type, address, organization), id, type, address, organization))),
        (5, Gen.Select(pools.Room, pools.Channel, pools.Event, (room, channel, id) =>
            Operation.Of("ReadState.MarkReadAsync", store => store.ReadState.MarkReadAsync(room, channel, id), room, channel, id))),
        (2, Gen.Select(pools.Room, pools.Channel, (room, channel) =>
            Operation.Of("ReadState.MarkAllReadAsync", store => store.ReadState.MarkAllReadAsync(room, channel), room, channel))),
        (3, Gen.Select(pools.Room, pools.Channel, Values.Index, (room, channel, index) =>
        {
            var marker = new ReadMarker { RoomId = room, ChannelId = channel, Index = index };
            return Operation.Of("ReadState.RestoreMarkerAsync", store => store.ReadState.RestoreMarkerAsync(marker), marker);
        })),
        (2, Gen.Select(pools.Room, pools.Channel, (room, channel) =>
            Operation.Of("ReadState.UnreadCountAsync", store => store.ReadState.UnreadCountAsync(room, channel), room, channel))),
        (2, Gen.Select(pools.Channel, pools.Room.Array[0, 4], (channel, rooms) =>
            Operation.Of("ReadState.UnreadCountsAsync", store => store.ReadState.UnreadCountsAsync(channel, rooms), channel, rooms))),
        (1, pools.Room.Select(room => Operation.Of("ReadState.MarkersAsync", store => store.ReadState.MarkersAsync(room), room))),
    ];

    private static Gen<Identity> Identity(Pools pools) =>
        from id in pools.Identity
        from organization in pools.Organization
        from addresses in Gen.Select(Values.ChannelType, pools.Address.Array[0, 3], (type, some) => KeyValuePair.Create(type.Value, ValueList.From(some))).Array[0, 3]
        from externalIds in Gen.Select(Values.Keys, Values.Words, KeyValuePair.Create).Array[0, 2]
        from metadata in Values.Metadata
        from unknown in Values.Unknown
        select new Identity
        {
            Id = id,
            OrganizationId = organization,
            ChannelAddresses = ValueMap.Create<ValueList<string>>([.. addresses.DistinctBy(address => address.Key)]),
            ExternalIds = ValueMap.Create<string>([.. externalIds.DistinctBy(externalId => externalId.Key)]),
            Metadata = metadata,
            UnknownMembers = unknown,
        };
}

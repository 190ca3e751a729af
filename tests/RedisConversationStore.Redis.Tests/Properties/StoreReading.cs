namespace Conversations.Redis.Tests.Properties;

/// <summary>Everything that can be seen of a store through its interfaces, by the ids of a sequence.</summary>
internal static class StoreReading
{
    private const int All = EventLimits.MaxPageLimit;

    private static readonly RoomStatus[] Statuses = [RoomStatus.Active, RoomStatus.Paused, RoomStatus.Closed, RoomStatus.Archived, new("frozen"), new("CLOSED")];
    private static readonly ChannelType[] ChannelTypes = [ChannelType.Sms, ChannelType.Email, new("SMS"), new("pigeon:{x}")];

    /// <summary>All reads, each to be run on both stores.</summary>
    internal static Operation[] Of(Pools pools)
    {
        string?[] organizations = [null, .. pools.Organizations];
        return
        [
            Operation.Of("Rooms.ListAsync", store => store.Rooms.ListAsync(0, All)),
            .. pools.Rooms.SelectMany(room => OfRoom(pools, room)),
            .. pools.Events.Select(id => Operation.Of("Events.GetAsync", store => store.Events.GetAsync(id), id)),
            .. pools.Tasks.Select(id => Operation.Of("Tasks.GetAsync", store => store.Tasks.GetAsync(id), id)),
            .. pools.Identities.Select(id => Operation.Of("Identities.GetAsync", store => store.Identities.GetAsync(id), id)),
            .. from type in ChannelTypes
               from address in pools.Addresses
               from organization in organizations
               select Operation.Of("Identities.ResolveAsync", store => store.Identities.ResolveAsync(type, address, organization), type, address, organization),
            .. from organization in organizations
               from status in Statuses
               select Operation.Of("Directory.FindAsync", store => store.Directory.FindAsync(new() { OrganizationId = organization, Status = status }), organization, status),
            .. organizations.Select(organization => Operation.Of("Directory.FindAsync", store => store.Directory.FindAsync(new() { OrganizationId = organization }), organization)),
            .. from participant in pools.Participants
               from type in ChannelTypes.Cast<ChannelType?>().Append(null)
               select Operation.Of("Directory.FindLatestAsync", store => store.Directory.FindLatestAsync(participant, type), participant, type),
            .. pools.Channels.Select(channel => Operation.Of("Directory.FindIdsByChannelAsync", store => store.Directory.FindIdsByChannelAsync(channel), channel)),
            .. pools.Channels.Select(channel => Operation.Of("ReadState.UnreadCountsAsync", store => store.ReadState.UnreadCountsAsync(channel, pools.Rooms), channel, pools.Rooms)),
        ];
    }

    private static IEnumerable<Operation> OfRoom(Pools pools, string room) =>
    [
        Operation.Of("Rooms.LoadContextAsync", store => store.Rooms.LoadContextAsync(room), room),
        Operation.Of("Events.ListAsync", store => store.Events.ListAsync(room, EventPage.Oldest(All)), room),
        Operation.Of("Events.ConversationAsync", store => store.Events.ConversationAsync(room, All), room),
        Operation.Of("Events.CountAsync", store => store.Events.CountAsync(room), room),
        Operation.Of("Events.ThreadSummariesAsync", store => store.Events.ThreadSummariesAsync(room, pools.Events), room, pools.Events),
        Operation.Of("Tasks.ListAsync", store => store.Tasks.ListAsync(room), room),
        Operation.Of("Observations.ListAsync", store => store.Observations.ListAsync(room), room),
        Operation.Of("ReadState.MarkersAsync", store => store.ReadState.MarkersAsync(room), room),
        .. pools.Events.Select(id => Operation.Of("Events.GetAsync", store => store.Events.GetAsync(room, id), room, id)),
        .. pools.Keys.Select(key => Operation.Of("Idempotency.IsSeenAsync", store => store.Idempotency.IsSeenAsync(room, key), room, key)),
        .. pools.Keys.Select(key => Operation.Of("Idempotency.GetEventAsync", store => store.Idempotency.GetEventAsync(room, key), room, key)),
    ];
}

using Conversations.Conformance;
using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Operations on rooms and on the directory of rooms.</summary>
internal static class RoomOperations
{
    internal static Gen<Operation> Create(Gen<string> id, Pools pools) =>
        from room in Room(id, pools)
        select Operation.Of("Rooms.CreateAsync", store => store.Rooms.CreateAsync(room), room);

    internal static (int Weight, IGen<Operation> Gen)[] All(Pools pools) =>
    [
        (8, Create(pools.Room, pools)),
        (3, Room(pools.Room, pools).Select(room => Operation.Of("Rooms.UpdateAsync", store => store.Rooms.UpdateAsync(room), room))),
        (2, Gen.Select(Room(pools.Room, pools), Gen.Long[1, 5], (room, version) =>
            Operation.Of("Rooms.UpdateAsync", store => store.Rooms.UpdateAsync(room, version), room, version))),
        (4, Gen.Select(pools.Room, Values.RoomStatus, pools.Organization, (room, status, organization) =>
            Operation.Of("Rooms.UpdateAsync(change)", store => store.Rooms.UpdateAsync(room, present => present with { Status = status, OrganizationId = organization }), room, status, organization))),
        (5, Gen.Select(pools.Room, Values.Metadata, Values.OrNull(Values.Keys.Array[0, 3]), (room, set, unset) =>
            Operation.Of("Rooms.PatchMetadataAsync", store => store.Rooms.PatchMetadataAsync(room, set, unset), room, set, unset))),
        (2, pools.Room.Select(room => Operation.Of("Rooms.DeleteAsync", store => store.Rooms.DeleteAsync(room), room))),
        (2, Gen.Select(pools.Room, Conditions, (room, conditions) =>
            Operation.Of("Rooms.DeleteAsync", store => store.Rooms.DeleteAsync(room, conditions), room, conditions))),
        (3, Gen.Select(pools.Room, Values.OrNull(Conditions), (room, conditions) =>
            Operation.Of("Rooms.CloseAsync", store => store.Rooms.CloseAsync(room, conditions), room, conditions))),
        (1, pools.Room.Select(room => Operation.Of("Rooms.GetAsync", store => store.Rooms.GetAsync(room), room))),
        (1, pools.Room.Select(room => Operation.Of("Rooms.ExistsAsync", store => store.Rooms.ExistsAsync(room), room))),
        (1, pools.Room.Select(room => Operation.Of("Rooms.LoadContextAsync", store => store.Rooms.LoadContextAsync(room), room))),
        (1, pools.Room.Select(room => Operation.Of("Rooms.GetDeliveredIndexAsync", store => store.Rooms.GetDeliveredIndexAsync(room), room))),
        (3, Gen.Select(pools.Room, Values.Index, Gen.Bool, (room, index, force) =>
            Operation.Of("Rooms.AdvanceDeliveredIndexAsync", store => store.Rooms.AdvanceDeliveredIndexAsync(room, index, force), room, index, force))),
        (2, Gen.Select(Values.Offset, Values.Limit, (offset, limit) =>
            Operation.Of("Rooms.ListAsync", store => store.Rooms.ListAsync(offset, limit), offset, limit))),
        (3, Gen.Select(Values.OrNone(Gen.Select(pools.Room, Values.Instant, (room, createdAt) => new RoomPosition { RoomId = room, CreatedAt = createdAt })), Values.OrNull(Query(pools)), Values.Limit, (after, query, limit) =>
            Operation.Of("Rooms.ListAfterAsync", store => store.Rooms.ListAfterAsync(after, query, limit), after, query, limit))),
        (3, Gen.Select(Query(pools), Values.Offset, Values.Limit, (query, offset, limit) =>
            Operation.Of("Directory.FindAsync", store => store.Directory.FindAsync(query, offset, limit), query, offset, limit))),
        (3, Gen.Select(pools.Participant, Values.OrNone(Values.ChannelType), Values.OrNone(Values.RoomStatus), (participant, type, status) =>
            Operation.Of("Directory.FindLatestAsync", store => store.Directory.FindLatestAsync(participant, type, status), participant, type, status))),
        (2, Gen.Select(pools.Channel, Values.OrNone(Values.RoomStatus), Values.Limit, (channel, status, limit) =>
            Operation.Of("Directory.FindIdsByChannelAsync", store => store.Directory.FindIdsByChannelAsync(channel, status, limit), channel, status, limit))),
        (1, Gen.Select(pools.Channel, Values.OrNone(Values.RoomStatus), (channel, status) =>
            Operation.Of("Directory.FindIdByChannelAsync", store => store.Directory.FindIdByChannelAsync(channel, status), channel, status))),
    ];

    private static Gen<Room> Room(Gen<string> id, Pools pools) =>
        from roomId in id
        from isFull in Gen.Int[0, 5]
        from organization in pools.Organization
        from status in Values.RoomStatus
        from createdAt in Values.Instant
        from activity in Values.OrNone(Values.Instant)
        from closedAt in Values.OrNone(Values.Instant)
        from metadata in Values.Metadata
        from unknown in Values.Unknown
        let room = isFull == 0 ? Samples.FullRoom(roomId) : Samples.Room(roomId)
        select room with
        {
            OrganizationId = organization,
            Status = status,
            CreatedAt = createdAt,
            ClosedAt = closedAt,
            Timers = room.Timers with { LastActivityAt = activity },
            Metadata = isFull == 0 ? room.Metadata : metadata,
            UnknownMembers = unknown,
            EventCount = 7,
            LatestIndex = 7,
            DeliveredIndex = 7,
            Version = 7,
        };

    /// <summary>Conditions that hold now and then. Epochs differ between stores; activity is the server's time.</summary>
    private static Gen<RoomConditions> Conditions { get; } = Gen.Frequency(
        (3, Gen.Long[-1, 4].Select(index => new RoomConditions { LatestIndex = index })),
        (3, Gen.Long[1, 4].Select(version => new RoomConditions { Version = version })),
        (1, Gen.Const(new RoomConditions { Epoch = "another-one" })),
        (1, Gen.OneOf(Instants.Earliest, Instants.Latest).Select(since => new RoomConditions { NoActivitySince = since })));

    private static Gen<RoomQuery> Query(Pools pools) =>
        Gen.Select(pools.Organization, Values.OrNone(Values.RoomStatus), Values.OrNull(Gen.Select(Values.Keys, Values.Scalar, (key, value) => DataObject.Of((key, value)))), (organization, status, metadata) =>
            new RoomQuery { OrganizationId = organization, Status = status, Metadata = metadata });
}

using Conversations.Conformance;
using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Operations on events.</summary>
internal static class EventOperations
{
    internal static (int Weight, IGen<Operation> Gen)[] All(Pools pools) =>
    [
        (20, Gen.Select(Event(pools.Room, pools), Values.Options, (roomEvent, options) =>
            Operation.Of("Events.AddAsync", store => store.Events.AddAsync(roomEvent, options), roomEvent, options))),
        (8, AddMany(pools)),
        (6, Gen.Select(Event(pools.Room, pools), Values.Index, (roomEvent, index) =>
        {
            var indexed = roomEvent with { Index = index };
            return Operation.Of("Events.ImportAsync", store => store.Events.ImportAsync(indexed), indexed);
        })),
        (4, Event(pools.Room, pools).Select(roomEvent => Operation.Of("Events.UpdateAsync", store => store.Events.UpdateAsync(roomEvent), roomEvent))),
        (3, Gen.Select(pools.Room, pools.Event, Values.OrNull(pools.Event), Gen.OneOf(EventStatus.Delivered, EventStatus.Read, new("seen")), (room, id, parent, status) =>
            Operation.Of("Events.ReadModifyWrite", store => ReadModifyWriteAsync(store, room, id, parent, status), room, id, $"with status {status}, parent {parent}"))),
        (6, Gen.Select(pools.Room, pools.Event, Gen.Bool, (room, id, cascade) =>
            Operation.Of("Events.DeleteAsync", store => store.Events.DeleteAsync(room, id, cascade), room, id, cascade))),
        (3, pools.Event.Select(id => Operation.Of("Events.GetAsync", store => store.Events.GetAsync(id), id))),
        (2, Gen.Select(pools.Room, pools.Event, (room, id) => Operation.Of("Events.GetAsync", store => store.Events.GetAsync(room, id), room, id))),
        (8, Gen.Select(pools.Room, Page, Values.OrNull(Filter(pools)), (room, page, filter) =>
            Operation.Of("Events.ListAsync", store => store.Events.ListAsync(room, page, filter), room, page, filter))),
        (2, Gen.Select(pools.Room, Values.Limit, Values.OrNone(After), (room, limit, after) =>
            Operation.Of("Events.ConversationAsync", store => store.Events.ConversationAsync(room, limit, after), room, limit, after))),
        (2, Gen.Select(pools.Room, Values.Limit, Values.OrNone(After), (room, limit, after) =>
            Operation.Of("Events.TimelineAsync", store => store.Events.TimelineAsync(room, limit, after), room, limit, after))),
        (2, Gen.Select(pools.Room, Values.OrNull(Filter(pools)), After, Values.Limit, (room, filter, after, size) =>
            Operation.Of("Events.EnumerateAsync", store => AllAsync(store, room, filter, after, size), room, filter, after, size))),
        (4, Gen.Select(pools.Room, Values.Index, pools.Event, Values.Limit, (room, index, id, limit) =>
            Operation.Of("Events.ContinueAsync", store => ContinueAsync(store, room, index, id, limit), room, index, id, limit))),
        (3, Gen.Select(pools.Room, Gen.Int[1, pools.Events.Length].SelectMany(count => Gen.Shuffle(pools.Events, count)), (room, roots) =>
            Operation.Of("Events.ThreadSummariesAsync", store => store.Events.ThreadSummariesAsync(room, roots), room, roots))),
        (1, pools.Room.Select(room => Operation.Of("Events.CountAsync", store => store.Events.CountAsync(room), room))),
    ];

    /// <summary>An event that may reply to another, to itself, or to one that does not exist.</summary>
    internal static Gen<RoomEvent> Event(Gen<string> room, Pools pools) =>
        from roomId in room
        from id in pools.Event
        from isFull in Gen.Int[0, 7]
        from type in Values.EventType
        from content in Values.Content
        from source in Source(pools)
        from parent in Values.OrNull(pools.Event)
        from key in Values.OrNull(pools.Key)
        from visibility in Values.Words
        from correlation in Values.OrNull(Values.Words)
        from createdAt in Values.Instant
        from metadata in Values.Metadata
        from unknown in Values.Unknown
        select (isFull == 0 ? Samples.FullEvent(id, roomId) : Samples.Event(id, roomId)) with
        {
            Type = type,
            Content = content,
            Source = source,
            ParentEventId = parent,
            IdempotencyKey = key,
            Visibility = visibility,
            CorrelationId = correlation,
            CreatedAt = createdAt,
            Metadata = metadata,
            UnknownMembers = unknown,
        };

    private static Gen<EventSource> Source(Pools pools) =>
        Gen.Select(pools.Channel, Values.ChannelType, Values.OrNull(pools.Participant), Values.Unknown, (channel, type, participant, unknown) =>
            new EventSource { ChannelId = channel, ChannelType = type, ParticipantId = participant, UnknownMembers = unknown });

    private static Gen<Operation> AddMany(Pools pools) =>
        from room in pools.Room
        from events in Event(Gen.Const(room), pools).Array[1, 5]
        from options in Values.Options
        select Operation.Of("Events.AddManyAsync", store => store.Events.AddManyAsync(room, events, options), room, events, options);

    private static async Task<RoomEvent?> ReadModifyWriteAsync(IConversationStore store, string room, string id, string? parent, EventStatus status) =>
        await store.Events.GetAsync(room, id) is { } present
            ? await store.Events.UpdateAsync(present with { Status = status, ParentEventId = parent, CreatedAt = Samples.Instant.AddDays(3), IdempotencyKey = "another", Index = 99 })
            : null;

    /// <summary>From the most recent events on, and from behind an event that need not be there. Epochs differ between stores and are left out.</summary>
    private static async Task<object?[]> ContinueAsync(IConversationStore store, string room, long index, string id, int limit)
    {
        if (await store.Events.ContinueAsync(room, limit: limit) is not { } recent) return [];
        var behind = await store.Events.ContinueAsync(room, EventCursor.After(recent.Cursor.Epoch!, index, id), limit);
        return [.. What(recent), .. What(behind!)];

        static IEnumerable<object?> What(EventContinuation page) => [page.Status, .. page.Events, page.Cursor.Index, page.Cursor.EventId];
    }

    private static async Task<List<RoomEvent>> AllAsync(IConversationStore store, string room, EventFilter? filter, long after, int size)
    {
        var all = new List<RoomEvent>();
        await foreach (var roomEvent in store.Events.EnumerateAsync(room, filter, after, size)) all.Add(roomEvent);
        return all;
    }

    private static Gen<long> After { get; } = Gen.Frequency((1, Gen.Const(-1L)), (3, Values.Index));

    private static Gen<EventPage> Page { get; } = Gen.Frequency<EventPage>(
        (3, Gen.Select(Values.Limit, Values.Offset, EventPage.Oldest)),
        (3, Gen.Select(Values.Limit, Values.Offset, EventPage.Newest)),
        (2, Gen.Select(After, Values.Limit, EventPage.After)),
        (2, Gen.Select(Values.Index, Values.Limit, EventPage.Before)),
        (1, Gen.Select(Values.Index, Values.Limit, Values.Offset, Gen.Bool, (index, limit, offset, newest) => EventPage.Before(index, limit) with { Offset = offset, NewestFirst = newest })),
        (1, Gen.Const(EventPage.Before(long.MaxValue))));

    private static Gen<EventFilter> Filter(Pools pools)
    {
        var types = Values.EventType.Array[0, 3].Select(some => ValueList.From(some));
        return Gen.Frequency<EventFilter>(
            (2, types.Select(include => new EventFilter { IncludeTypes = include })),
            (2, types.Select(exclude => new EventFilter { ExcludeTypes = exclude })),
            (2, Gen.Select(types, types, (include, exclude) => new EventFilter { IncludeTypes = include, ExcludeTypes = exclude })),
            (2, pools.Event.Select(parent => new EventFilter { ParentEventId = parent })),
            (2, Gen.Const(new EventFilter { TopLevelOnly = true })),
            (1, Values.Words.Select(visibility => new EventFilter { Visibility = visibility })),
            (1, Values.Words.Select(correlation => new EventFilter { CorrelationId = correlation })),
            (1, pools.Channel.Select(channel => new EventFilter { ChannelId = channel })),
            (1, Values.ChannelType.Select(type => new EventFilter { ChannelType = type })),
            (1, pools.Participant.Select(participant => new EventFilter { ParticipantId = participant })),
            (2, Gen.Select(Values.OrNone(Values.Instant), Values.OrNone(Values.Instant), (after, before) => new EventFilter { CreatedAfter = after, CreatedBefore = before })),
            (1, Gen.Select(types, pools.Event, Values.OrNull(pools.Channel), (include, parent, channel) => new EventFilter { IncludeTypes = include, ParentEventId = parent, ChannelId = channel })),
            (1, Gen.Select(types, Values.OrNone(Values.Instant), (exclude, after) => new EventFilter { ExcludeTypes = exclude, TopLevelOnly = true, CreatedAfter = after })));
    }
}

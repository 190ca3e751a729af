using Conversations.Redis;
using StackExchange.Redis;

namespace Conversations.LoadTesting.Planning;

/// <summary>Writes rooms of the planned shape, and events into them.</summary>
internal sealed class RoomFiller
{
    private const int RoomsAtOnce = 32;
    private const int EventsPerCall = 100;
    private const int BytesPerCall = 1 << 20;

    private readonly RedisConversationStoreOptions options;
    private readonly EventTemplates templates;
    private readonly List<long> next = [];

    /// <param name="connection">The server.</param>
    /// <param name="options">How the store keeps them; the last character of the prefix tells the rooms of one filler from those of another.</param>
    /// <param name="templates">What rooms and events look like.</param>
    internal RoomFiller(IConnectionMultiplexer connection, RedisConversationStoreOptions options, EventTemplates templates)
    {
        this.options = options;
        this.templates = templates;
        Store = new(connection, options);
    }

    internal RedisConversationStore Store { get; }

    internal bool HasLocators => options.EventLocators;

    internal int Rooms => next.Count;

    /// <summary>How many events each room was given.</summary>
    internal IReadOnlyList<long> EventCounts => next;

    /// <summary>As long as ids of rooms usually are.</summary>
    internal string RoomId(int room) => $"room-{options.KeyPrefix[^1]}-{room:d8}";

    /// <summary>Makes rooms until there are so many, each with its channels, people and a first event.</summary>
    internal async Task GrowRoomsAsync(int rooms, CancellationToken cancellationToken)
    {
        var added = Enumerable.Range(Rooms, Math.Max(0, rooms - Rooms)).ToList();
        next.AddRange(added.Select(_ => 0L));
        await Parallel.ForEachAsync(added, Options(cancellationToken), async (room, token) =>
        {
            await Store.Rooms.CreateAsync(EventTemplates.Room(RoomId(room)), token).ConfigureAwait(false);
            await Task.WhenAll(templates.Bindings(RoomId(room)).Select(binding => Store.Bindings.AddAsync(binding, token))).ConfigureAwait(false);
            await Task.WhenAll(templates.Participants(RoomId(room)).Select(participant => Store.Participants.AddAsync(participant, token))).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await GrowEventsAsync(1, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds events until each room has so many.</summary>
    internal Task GrowEventsAsync(long eventsPerRoom, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Rooms), Options(cancellationToken), async (room, token) =>
        {
            while (next[room] < eventsPerRoom)
            {
                var events = NextOf(room, eventsPerRoom);
                foreach (var batch in EventBatches.Split(events)) await Store.Events.AddManyAsync(RoomId(room), batch, cancellationToken: token).ConfigureAwait(false);
                next[room] += events.Count;
            }
        });

    /// <summary>Sends what is sent for the first time, so that scripts and connections are there when memory is measured.</summary>
    internal async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        const string WarmUp = "warm-up";
        await Store.Rooms.CreateAsync(EventTemplates.Room(WarmUp), cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(templates.Bindings(WarmUp).Select(binding => Store.Bindings.AddAsync(binding, cancellationToken))).ConfigureAwait(false);
        await Task.WhenAll(templates.Participants(WarmUp).Select(participant => Store.Participants.AddAsync(participant, cancellationToken))).ConfigureAwait(false);
        await Store.Events.AddAsync(templates.Event(WarmUp, int.MaxValue, 0), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The name of a key of a room, as long as the store makes it.</summary>
    internal string Key(string room, string part) => $"{options.KeyPrefix}:{{{room}}}:{part}";

    /// <summary>An event of a room.</summary>
    internal RoomEvent Event(int room, long number) => templates.Event(RoomId(room), room, number);

    private List<RoomEvent> NextOf(int room, long eventsPerRoom)
    {
        var events = new List<RoomEvent>();
        var bytes = 0;
        while (events.Count < EventsPerCall && bytes < BytesPerCall && next[room] + events.Count < eventsPerRoom)
        {
            events.Add(Event(room, next[room] + events.Count));
            bytes += (events[^1].Content as TextContent)?.Body.Length ?? 1024;
        }

        return events;
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = RoomsAtOnce, CancellationToken = cancellationToken };
}

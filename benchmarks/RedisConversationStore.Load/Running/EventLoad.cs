namespace Conversations.Redis.Load;

/// <summary>The events that contenders add. They are made beforehand, and rounds start from the same empty rooms, so all of them add the same events.</summary>
internal sealed class EventLoad
{
    private readonly int callers;

    /// <param name="operations">How many events.</param>
    /// <param name="rooms">Over how many rooms they are spread, one after the other.</param>
    /// <param name="callers">How many add at a time.</param>
    internal EventLoad(int operations, int rooms, int callers)
    {
        this.callers = callers;
        RoomIds = [.. Enumerable.Range(0, rooms).Select(i => $"room-{i}")];
        Events = [.. Enumerable.Range(0, operations).Select(i => Samples.Numbered(i, RoomIds[i % rooms]))];
    }

    internal string[] RoomIds { get; }

    internal RoomEvent[] Events { get; }

    /// <summary>A contender whose rounds add each event once, checked by a count.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="place">Where it adds them.</param>
    /// <param name="addAsync">Adds event number i.</param>
    /// <param name="serverMicroseconds">What the server has used so far.</param>
    internal Contender Contender(string name, string description, IEventPlace place, Func<int, Task> addAsync, Func<Task<double>>? serverMicroseconds = null) =>
        new(name, description, () => RunAsync(place, addAsync, Events.Length, serverMicroseconds));

    /// <summary>A contender that adds the events of one room several at a time; its operations are events.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="place">Where it adds them.</param>
    /// <param name="eventsPerCall">How many at a time.</param>
    /// <param name="addManyAsync">Adds events of one room.</param>
    internal Contender Contender(string name, string description, IEventPlace place, int eventsPerCall, Func<RoomEvent[], Task> addManyAsync)
    {
        RoomEvent[][] calls = [.. Events.GroupBy(roomEvent => roomEvent.RoomId).SelectMany(room => room.Chunk(eventsPerCall))];
        return new(name, description, async () =>
        {
            var round = await RunAsync(place, i => addManyAsync(calls[i]), calls.Length, serverMicroseconds: null);
            return round with { OperationsPerSecond = round.OperationsPerSecond * Events.Length / calls.Length };
        });
    }

    /// <summary>Empties a place, has the events added, and fails unless each is there once.</summary>
    internal async Task<Round> RunAsync(IEventPlace place, Func<Task<Round>> addAllAsync, int mayMiss = 0)
    {
        await place.ResetAsync(RoomIds);
        var round = await addAllAsync();
        var stored = 0L;
        foreach (var roomId in RoomIds) stored += await place.CountAsync(roomId);
        return stored <= Events.Length && stored >= Events.Length - mayMiss ? round : throw new InvalidOperationException($"{stored} events are stored, {Events.Length} were added.");
    }

    private Task<Round> RunAsync(IEventPlace place, Func<int, Task> callAsync, int calls, Func<Task<double>>? serverMicroseconds) =>
        RunAsync(place, () => Round.RunAsync(callAsync, callers, calls, serverMicroseconds));
}

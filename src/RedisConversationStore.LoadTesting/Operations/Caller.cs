namespace Conversations.LoadTesting;

/// <summary>One of those who call the store: which connection it uses, and its own sequence of random choices.</summary>
internal sealed class Caller(IConversationStore store, RoomSet rooms, Scenario scenario, string name, int seed)
{
    private readonly TextSource texts = new(scenario.Payload);
    private long made;

    internal IConversationStore Store => store;

    internal RoomSet Rooms => rooms;

    internal Scenario Scenario => scenario;

    internal Random Random { get; } = new(seed);

    /// <summary>An id that nobody else makes.</summary>
    internal string NextId() => $"{name}-{made++}";

    /// <summary>An event for a room, with an id, and an idempotency key if the scenario wants one, that nobody else has.</summary>
    internal RoomEvent NewEvent(int room) => rooms.Event(room, NextId(), texts.Next(Random));
}

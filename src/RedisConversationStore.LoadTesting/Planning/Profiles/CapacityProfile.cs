namespace Conversations.LoadTesting.Planning;

/// <summary>What a store is planned for: how many rooms, what is said in them, how long it is kept, and on what.</summary>
public sealed record CapacityProfile
{
    /// <summary>Rooms that exist at the same time. Default: 10,000.</summary>
    public long Rooms { get; init; } = 10_000;

    /// <summary>People and agents in a room, each in this room alone. Default: 2.</summary>
    public int Participants { get; init; } = 2;

    /// <summary>Channels bound to a room; the same channels in every room. Default: 2.</summary>
    public int Bindings { get; init; } = 2;

    /// <summary>Events a room has on a day, on average. Default: 20.</summary>
    public double EventsPerRoomPerDay { get; init; } = 20;

    /// <summary>Bytes of an event's text. Default: 200. What a transcript says counts instead when there is one.</summary>
    public int PayloadBytes { get; init; } = 200;

    /// <summary>How much busier the busiest moments are than the mean of the day; 1 or more. Default: 5.</summary>
    public double PeakFactor { get; init; } = 5;

    /// <summary>Days after which an event is removed. Default: 90.</summary>
    public int RetentionDays { get; init; } = 90;

    /// <summary>Processes of the bot that share the store. Default: 3.</summary>
    public int Replicas { get; init; } = 3;

    /// <summary>Of all operations, the share that reads the last events of a room; 0 to less than 1. Default: 0.5.</summary>
    public double ReadShare { get; init; } = 0.5;

    /// <summary>How many events a read brings. Default: 50.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>Whether events carry idempotency keys. Default: true.</summary>
    public bool IdempotencyKeys { get; init; } = true;

    /// <summary>How many hours idempotency keys live. Default: 24.</summary>
    public double IdempotencyHours { get; init; } = 24;

    /// <summary>Whether events can be found by their id alone, <see cref="Redis.RedisConversationStoreOptions.EventLocators"/>. Default: true.</summary>
    public bool Locators { get; init; } = true;

    /// <summary>The largest event the store takes, in bytes, <see cref="Redis.RedisConversationStoreOptions.MaxEventBytes"/>.</summary>
    public int MaxEventBytes { get; init; } = EventLimits.DefaultMaxEventBytes;

    /// <summary>The share of a shard's processor and memory that stays free at the peak; 0 to 0.9. Default: 0.3.</summary>
    public double Headroom { get; init; } = 0.3;

    /// <summary>Memory of a shard in GiB; null for what the measured server may use: its <c>maxmemory</c>, or half of its machine, because rewriting the append-only file may copy what changes meanwhile.</summary>
    public double? ShardMemoryGib { get; init; }

    /// <summary>What a shard's network carries in one direction, in megabits a second. Default: 1000.</summary>
    public double NetworkMegabits { get; init; } = 1000;

    /// <summary>Events in a room once retention is reached.</summary>
    internal double EventsPerRoom => EventsPerRoomPerDay * RetentionDays;

    /// <summary>Commits a second, the mean of the day.</summary>
    internal double MeanCommitsPerSecond => Rooms * EventsPerRoomPerDay / 86_400;
}

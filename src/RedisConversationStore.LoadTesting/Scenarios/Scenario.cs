using System.Text.Json.Serialization;

namespace Conversations.LoadTesting;

/// <summary>What load to put on a store: which operations, on which rooms, from how many callers, for how long. Its JSON, with names in snake_case, is the scenario file.</summary>
/// <remarks>Properties can be set, not only initialised, because the source-generated reader takes what is absent and can only be initialised for 0 or null, not for its default here.</remarks>
public sealed record Scenario
{
    /// <summary>What it stands for, in a sentence.</summary>
    public string Description { get; set; } = "";

    /// <summary>The operations by name (<see cref="LoadOperations"/>), each with its weight: how often it is called beside the others.</summary>
    public required IReadOnlyDictionary<string, double> Mix { get; init; }

    /// <summary>How many rooms there are before the load begins; 1 to 1,000,000.</summary>
    public int Rooms { get; set; } = 1000;

    /// <summary>The exponent of the Zipf distribution by which rooms are chosen: 0 chooses all alike, 1 the second room half as often as the first; 0 to 5.</summary>
    public double RoomSkew { get; set; }

    /// <summary>How many events each room has before the load begins; 0 to 1,000,000.</summary>
    public int EventsPerRoom { get; set; } = 50;

    /// <summary>How many channels are bound to a room; 1 to 100.</summary>
    public int ChannelsPerRoom { get; set; } = 2;

    /// <summary>How many participants a room has; 0 to 1000.</summary>
    public int ParticipantsPerRoom { get; set; } = 2;

    /// <summary>How long the texts of events are.</summary>
    public PayloadSize Payload { get; set; } = new FixedPayload { Bytes = 300 };

    /// <summary>Whether every event carries an idempotency key, as the events of webhooks do.</summary>
    public bool IdempotencyKeys { get; set; } = true;

    /// <summary>How many events an <c>add_many</c> adds; 1 to 500.</summary>
    public int Batch { get; set; } = 100;

    /// <summary>How many messages a <c>conversation_tail</c> reads; 1 to 1000.</summary>
    public int Tail { get; set; } = 50;

    /// <summary>How many processes make the load, as replicas of a bot; 1 to 64.</summary>
    public int Processes { get; set; } = 1;

    /// <summary>How many connections each process has; 1 to 64.</summary>
    public int ConnectionsPerProcess { get; set; } = 1;

    /// <summary>How many operations each process has under way at most; 1 to 10,000.</summary>
    public int CallersPerProcess { get; set; } = 32;

    /// <summary>Operations a second that are due, over all processes: an open loop. Null for a closed loop, in which every caller begins an operation when its last has ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Rate { get; set; }

    /// <summary>Seconds of load before anything is measured; 0 to 3600.</summary>
    public double WarmUpSeconds { get; set; } = 3;

    /// <summary>Seconds that are measured; 0.1 to 86,400.</summary>
    public double DurationSeconds { get; set; } = 15;

    /// <summary>Decides which operations, rooms and sizes come in which order.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>After the load: what operations cost as a room grows. Null to leave it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GrowthPhase? Growth { get; set; }
}

/// <summary>A room that is filled step by step, and measured at each.</summary>
public sealed record GrowthPhase
{
    /// <summary>How many events the room has at each step, ascending; 1 to 10,000,000.</summary>
    public IReadOnlyList<int> RoomSizes { get; set; } = [1_000, 10_000, 100_000];

    /// <summary>How often each operation is measured at a step, one caller at a time; 10 to 100,000.</summary>
    public int Samples { get; set; } = 1000;
}

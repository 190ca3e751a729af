using System.Text.Json.Serialization;
using Conversations.Redis;

namespace Conversations.Faults.Driving;

/// <summary>What a driver process is told before it starts.</summary>
public sealed record DriverSettings
{
    public required string ConnectionString { get; init; }

    public required string KeyPrefix { get; init; }

    /// <summary>Where the driver records its calls; of this driver alone.</summary>
    public required string HistoryFile { get; init; }

    /// <summary>What the mix of calls follows from. Drivers with the same seed make the same calls in the same order, and so race for the same rooms, keys and steps.</summary>
    public required int Seed { get; init; }

    /// <summary>Tells the drivers of one run apart; their own events carry it.</summary>
    public required int DriverNumber { get; init; }

    /// <summary>How many callers make calls at once.</summary>
    public int Callers { get; init; } = 4;

    /// <summary>How many rooms the callers share with those of other drivers.</summary>
    public int Rooms { get; init; } = 3;

    /// <summary>The store's deadline for a call.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many replicas acknowledge a write before the store does.</summary>
    public int WaitForReplicas { get; init; }

    /// <summary>How long a driver that was asked to stop waits beyond <see cref="OperationTimeout"/> for calls that run; what has no end by then is hung, and the record says so.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>With how many threads of the pool the driver begins; null for the runtime's default.</summary>
    public int? MinThreads { get; init; }

    /// <summary>The longest pause of a caller between two calls; zero for none.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>Whether callers also create rooms, move rooms from organization to organization and from status to status, and list them.</summary>
    public bool MovesRooms { get; init; }

    /// <summary>How far the driver's clock is off, around which it jumps every second (<see cref="SkewedClock"/>); null for the system clock.</summary>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>The clock of the driver: that of its store, and of the times in what it sends.</summary>
    public TimeProvider CreateClock() => ClockOffset is { } offset ? new SkewedClock(Seed + DriverNumber, offset) : TimeProvider.System;

    /// <summary>The options of the driver's store.</summary>
    public RedisConversationStoreOptions ToStoreOptions(TimeProvider clock) => new()
    {
        TimeProvider = clock,
        KeyPrefix = KeyPrefix,
        OperationTimeout = OperationTimeout,
        WaitForReplicas = WaitForReplicas,
        // Less than the connections of the runs wait for any reply.
        ReplicaTimeout = TimeSpan.FromMilliseconds(500),
    };
}

[JsonSerializable(typeof(DriverSettings))]
internal sealed partial class DriverJson : JsonSerializerContext;

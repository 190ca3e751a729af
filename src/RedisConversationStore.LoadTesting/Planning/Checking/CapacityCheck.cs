namespace Conversations.LoadTesting.Planning;

/// <summary>The model held against a real load of the planned shape, scaled down.</summary>
public sealed record CapacityCheck
{
    /// <summary>Rooms that were filled.</summary>
    public required int Rooms { get; init; }

    /// <summary>Events in each.</summary>
    public required long EventsPerRoom { get; init; }

    /// <summary>What the model says they take.</summary>
    public required long PredictedBytes { get; init; }

    /// <summary>By how much the server's memory grew.</summary>
    public required long MeasuredBytes { get; init; }

    /// <summary>Operations a second that the model says the mixture reaches, from each operation measured alone; median of the rounds.</summary>
    public required double PredictedOperationsPerSecond { get; init; }

    /// <summary>Operations a second that it reached.</summary>
    public required double MeasuredOperationsPerSecond { get; init; }

    /// <summary>Server time that the model says an operation of the mixture takes, in microseconds.</summary>
    public required double PredictedServerMicroseconds { get; init; }

    /// <summary>Server time that it took.</summary>
    public required double MeasuredServerMicroseconds { get; init; }

    /// <summary>How much of its one core the server used under the mixture; near 1 the server is the limit, well below it the caller is.</summary>
    public required double ServerBusyShare { get; init; }

    /// <summary>Rounds of the throughput, each of which measures the operations alone and then the mixture.</summary>
    public required int Rounds { get; init; }

    /// <summary>The error of the memory, as a share of what was measured.</summary>
    public double MemoryError => Math.Abs(PredictedBytes - MeasuredBytes) / (double)MeasuredBytes;

    /// <summary>The error of the throughput, as a share of what was measured; of the rounds' ratios the median, for a noisy machine meets both sides of a round.</summary>
    public required double ThroughputError { get; init; }

    /// <summary>The error of the server time, taken as that of the throughput.</summary>
    public required double ServerTimeError { get; init; }
}

namespace Conversations.LoadTesting.Planning;

/// <summary>How a plan is measured.</summary>
public sealed record PlanningOptions
{
    /// <summary>Rounds of the throughput measurement; 1 or more; many short ones, so that what else the machine does meets each operation and the mixture alike. Default: 9.</summary>
    public int Rounds { get; init; } = 9;

    /// <summary>How long an operation runs in a round; the mixture runs twice as long. Default: a fifth of a second.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The shape of the user's own traffic; null for text messages of <see cref="CapacityProfile.PayloadBytes"/>.</summary>
    public TranscriptShape? Transcript { get; init; }

    /// <summary>Told what is being done.</summary>
    public IProgress<string>? Progress { get; init; }
}

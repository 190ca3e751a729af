namespace Conversations.Cli.Demo;

/// <summary>What the demo did and found; its JSON is the last line of <c>convstore demo --json</c>.</summary>
internal sealed record DemoReport
{
    /// <summary>How many problems are told.</summary>
    public const int MaxProblems = 10;

    /// <summary>Whether everything holds.</summary>
    public bool Ok => Gaps == 0 && Mismatches == 0;

    /// <summary>Events in the transcript.</summary>
    public required long Webhooks { get; init; }

    /// <summary>Deliveries of events that replicas handled: <see cref="Events"/> and <see cref="Duplicates"/>.</summary>
    public required long Received { get; init; }

    /// <summary>Events stored, those deleted since included.</summary>
    public required long Events { get; init; }

    /// <summary>Events deleted since.</summary>
    public required long Deleted { get; init; }

    /// <summary>Deliveries whose event was there already.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Indices that should be there and are not.</summary>
    public required long Gaps { get; init; }

    /// <summary>Records that are missing, too many or different.</summary>
    public required long Mismatches { get; init; }

    /// <summary>The first of them, in words.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>How many replicas shared the store at a time.</summary>
    public required int Replicas { get; init; }

    /// <summary>How many were killed and replaced.</summary>
    public required int Killed { get; init; }

    /// <summary>Deliveries the killed one had not answered, sent again to its replacement.</summary>
    public required int Redelivered { get; init; }

    public required int Rooms { get; init; }

    public required int Seed { get; init; }

    /// <summary>How long the replicas were at work.</summary>
    public required double Seconds { get; init; }

    /// <summary>Unread events by channel, over all rooms.</summary>
    public required IReadOnlyDictionary<string, long> Unread { get; init; }

    /// <summary>Times of the store's operations, as the replicas saw them.</summary>
    public required IReadOnlyDictionary<string, OperationReport> Operations { get; init; }
}

/// <summary>How often and how fast an operation was called.</summary>
internal sealed record OperationReport(long Count, double P50Ms, double P99Ms, double MaxMs);

namespace Conversations.Faults.Checking;

/// <summary>What a check has found.</summary>
public sealed record CheckReport
{
    /// <summary>How many calls were started.</summary>
    public required long Operations { get; init; }

    /// <summary>How many calls that write were answered without an error.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>The longest call, or the longest a call without an end was waited for.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>What must not be.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>What was lost within the <see cref="Expectation.LossWindows"/>.</summary>
    public required IReadOnlyList<Violation> DocumentedLosses { get; init; }

    public long Lost => Count(ViolationKind.Lost);

    public long LostAsDocumented => DocumentedLosses.Count;

    public long Doubled => Count(ViolationKind.Doubled);

    public long Hung => Count(ViolationKind.Hung);

    public long Wrong => Count(ViolationKind.Wrong);

    private long Count(ViolationKind kind) => Violations.Count(violation => violation.Kind == kind);
}

/// <summary>A rule that a history breaks.</summary>
/// <param name="Kind">Which kind of harm it is.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Text">What happened, with the events and calls it happened to.</param>
public sealed record Violation(ViolationKind Kind, string Rule, string Text);

/// <summary>The kinds of harm.</summary>
public enum ViolationKind
{
    /// <summary>An acknowledged write is not there.</summary>
    Lost,

    /// <summary>A write has happened more than once, or has two winners.</summary>
    Doubled,

    /// <summary>A call took longer than it may.</summary>
    Hung,

    /// <summary>An answer or the final state contradicts the contract in another way.</summary>
    Wrong,
}

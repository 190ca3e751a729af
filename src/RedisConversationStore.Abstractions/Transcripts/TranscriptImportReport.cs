using System.Globalization;

namespace Conversations;

/// <summary>How a transcript is imported.</summary>
public sealed record TranscriptImportOptions
{
    /// <summary>Stop at the first line that cannot be imported.</summary>
    public static TranscriptImportOptions Default { get; } = new();

    /// <summary>Whether to go on behind a line that is malformed or that the store refuses. Default: false, nothing behind it is written.</summary>
    public bool ContinueOnError { get; init; }

    /// <summary>Told about every line read, for progress; null for nobody.</summary>
    public IProgress<TranscriptImportReport>? Progress { get; init; }
}

/// <summary>A line that was not imported.</summary>
/// <param name="LineNumber">Which line, from 1.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="IsMalformed">True when the line is not a transcript's; false when it is, and the store refused its record.</param>
public sealed record TranscriptProblem(long LineNumber, string Reason, bool IsMalformed)
{
    /// <summary>Line number and reason.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Line {LineNumber}: {Reason}");
}

/// <summary>A record whose id the store has with other content, which stays as it is.</summary>
public sealed record TranscriptConflict
{
    /// <summary>The line of the record, from 1.</summary>
    public required long LineNumber { get; init; }

    /// <summary>The kind of the record.</summary>
    public required TranscriptKind Kind { get; init; }

    /// <summary>The id of the record; of a binding, its channel.</summary>
    public required string Id { get; init; }

    /// <summary>The room that the record is, or belongs to; null for an identity.</summary>
    public string? RoomId { get; init; }

    /// <summary>The line, the record, and that it stays as it is.</summary>
    public override string ToString()
    {
        var where = RoomId is null || Kind == TranscriptKind.Room ? "" : $" of room '{RoomId}'";
        return string.Create(CultureInfo.InvariantCulture, $"Line {LineNumber}: The {Kind.MemberName()} '{Id}'{where} is in the store with other content; the store's was kept.");
    }
}

/// <summary>What an import has done.</summary>
public sealed class TranscriptImportReport
{
    /// <summary>How many problems, and how many conflicts, are kept; more are only counted.</summary>
    public const int MaxProblemsKept = 100;

    private readonly long[] written = new long[TranscriptKinds.All.Count];
    private readonly long[] existing = new long[TranscriptKinds.All.Count];
    private readonly long[] conflicting = new long[TranscriptKinds.All.Count];
    private readonly List<TranscriptProblem> problems = [];
    private readonly List<TranscriptConflict> conflicts = [];

    /// <summary>How many records were written, all kinds together.</summary>
    public long TotalWritten => written.Sum();

    /// <summary>How many records were in the store already with the same content, all kinds together.</summary>
    public long TotalExisting => existing.Sum();

    /// <summary>How many records were not written because the store has their ids with other content, all kinds together.</summary>
    public long ConflictCount => conflicting.Sum();

    /// <summary>The first <see cref="MaxProblemsKept"/> records that the store has with other content. They do not stop an import.</summary>
    public IReadOnlyList<TranscriptConflict> Conflicts => conflicts;

    /// <summary>How many lines could not be imported.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>The first <see cref="MaxProblemsKept"/> lines that could not be imported.</summary>
    public IReadOnlyList<TranscriptProblem> Problems => problems;

    /// <summary>False when the import stopped at a problem, so that lines behind it were not read.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>How many records of a kind were written.</summary>
    /// <param name="kind">The kind.</param>
    public long Written(TranscriptKind kind) => written[(int)kind];

    /// <summary>How many records of a kind were in the store already: rooms, bindings, participants, identities, tasks, observations and events of that id and content, events of that idempotency key, markers that stand there or further. What the store counts or fills in itself is not compared: versions, counters, indexes of delivery and of reading, times of updates and of the last activity.</summary>
    /// <param name="kind">The kind.</param>
    public long Existing(TranscriptKind kind) => existing[(int)kind];

    /// <summary>How many records of a kind the store has with other content.</summary>
    /// <param name="kind">The kind.</param>
    public long Conflicting(TranscriptKind kind) => conflicting[(int)kind];

    internal void Add(TranscriptConflict conflict)
    {
        conflicting[(int)conflict.Kind]++;
        if (conflicts.Count < MaxProblemsKept) conflicts.Add(conflict);
    }

    internal void Count(TranscriptKind kind, bool isNew) => (isNew ? written : existing)[(int)kind]++;

    internal void Add(TranscriptProblem problem)
    {
        ProblemCount++;
        if (problems.Count < MaxProblemsKept) problems.Add(problem);
    }
}

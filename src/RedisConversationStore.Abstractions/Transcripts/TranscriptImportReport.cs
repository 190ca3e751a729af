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

/// <summary>What an import has done.</summary>
public sealed class TranscriptImportReport
{
    /// <summary>How many problems are kept; more are only counted.</summary>
    public const int MaxProblemsKept = 100;

    private readonly long[] written = new long[TranscriptKinds.All.Count];
    private readonly long[] existing = new long[TranscriptKinds.All.Count];
    private readonly List<TranscriptProblem> problems = [];

    /// <summary>How many records were written, all kinds together.</summary>
    public long TotalWritten => written.Sum();

    /// <summary>How many records were in the store already, all kinds together.</summary>
    public long TotalExisting => existing.Sum();

    /// <summary>How many lines could not be imported.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>The first <see cref="MaxProblemsKept"/> lines that could not be imported.</summary>
    public IReadOnlyList<TranscriptProblem> Problems => problems;

    /// <summary>False when the import stopped at a problem, so that lines behind it were not read.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>How many records of a kind were written.</summary>
    /// <param name="kind">The kind.</param>
    public long Written(TranscriptKind kind) => written[(int)kind];

    /// <summary>How many records of a kind were in the store already, and left as they are: rooms, bindings, people, tasks and observations of that id, duplicates of events, markers that stand there or further.</summary>
    /// <param name="kind">The kind.</param>
    public long Existing(TranscriptKind kind) => existing[(int)kind];

    internal void Count(TranscriptKind kind, bool isNew) => (isNew ? written : existing)[(int)kind]++;

    internal void Add(TranscriptProblem problem)
    {
        ProblemCount++;
        if (problems.Count < MaxProblemsKept) problems.Add(problem);
    }
}

using System.Globalization;

namespace Conversations.Tests.Indexes.Model.Checking;

/// <summary>The result of exploring a model.</summary>
internal sealed record ExplorationResult
{
    /// <summary>How many distinct states were reached.</summary>
    internal required int States { get; init; }

    internal required TimeSpan Elapsed { get; init; }

    /// <summary>How many orders of commands lead to the end of all processes.</summary>
    internal double CompleteRuns { get; init; }

    /// <summary>As <see cref="CompleteRuns"/>, and those in which any processes crash after any of their commands.</summary>
    internal double RunsWithCrashes { get; init; }

    /// <summary>The first promise that was found broken; null when all hold in every state.</summary>
    internal string? BrokenPromise { get; init; }

    /// <summary>The commands that lead there, as few as possible.</summary>
    internal IReadOnlyList<string> Trace { get; init; } = [];

    public override string ToString()
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{States:N0} states");
        var time = string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0.0} s");
        return BrokenPromise is null
            ? string.Create(CultureInfo.InvariantCulture, $"{size}, {CompleteRuns:0.0e+0} complete interleavings, {RunsWithCrashes:0.0e+0} with crashes, {time}")
            : $"{BrokenPromise} ({size}, {time}){string.Concat(Trace.Select((step, i) => $"\n  {i + 1,2}. {step}"))}";
    }
}

using Conversations.Faults.Checking;

namespace Conversations.Faults.Runs;

/// <summary>What the runs of a fault came to, one a seed.</summary>
/// <param name="Fault">The fault's name.</param>
/// <param name="Runs">The runs.</param>
internal sealed record FaultResult(string Fault, IReadOnlyList<RunResult> Runs)
{
    internal long Operations => Runs.Sum(run => run.Report.Operations);

    internal long Acknowledged => Runs.Sum(run => run.Report.Acknowledged);

    internal long Lost => Runs.Sum(run => run.Report.Lost);

    internal long LostAsDocumented => Runs.Sum(run => run.Report.LostAsDocumented);

    internal long Doubled => Runs.Sum(run => run.Report.Doubled);

    internal long Hung => Runs.Sum(run => run.Report.Hung);

    internal long Wrong => Runs.Sum(run => run.Report.Wrong);

    internal long Remarks => Runs.Sum(run => run.Remarks.Count);

    internal TimeSpan Longest => Runs.Max(run => run.Report.Longest);

    internal bool Ok => Runs.All(run => run.Report.Violations.Count == 0);
}

/// <summary>What the run of a fault with one seed came to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Report">What the checker found.</param>
/// <param name="Records">Where the records of the drivers are, if anything was violated.</param>
/// <param name="Remarks">What happened that the run did not ask for.</param>
internal sealed record RunResult(int Seed, CheckReport Report, DirectoryInfo Records, IReadOnlyList<string> Remarks);

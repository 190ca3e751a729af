namespace Conversations.LoadTesting.Planning;

/// <summary>How operations are mixed once retention is reached: for each commit one removal and some reads.</summary>
/// <param name="ReadsPerCommit">Reads for each commit.</param>
internal sealed record OperationMix(double ReadsPerCommit)
{
    internal const string Commit = "commit";
    internal const string Read = "read";
    internal const string Remove = "remove";

    /// <summary>The mix of a profile, whose share of reads counts beside the commits; removing is the store's own work.</summary>
    internal static OperationMix Of(CapacityProfile profile) => new(profile.ReadShare / (1 - profile.ReadShare));

    /// <summary>How often each operation happens for a commit.</summary>
    internal IEnumerable<(string Operation, double Times)> PerCommit => [(Commit, 1), (Read, ReadsPerCommit), (Remove, 1)];

    /// <summary>All operations for a commit, itself included.</summary>
    internal double OperationsPerCommit => 2 + ReadsPerCommit;

    /// <summary>A cost of a commit with everything that comes with it.</summary>
    internal double Total(IReadOnlyList<OperationCost> costs, Func<OperationCost, double> part) =>
        PerCommit.Sum(item => item.Times * part(costs.Single(cost => cost.Operation == item.Operation)));

    /// <summary>Which operation comes next in an even mixture: the golden ratio spreads any of them evenly over a run.</summary>
    internal string At(long number)
    {
        const double GoldenRatio = 0.618033988749895;
        var at = number * GoldenRatio % 1 * OperationsPerCommit;
        return at < 1 ? Commit : at < 2 ? Remove : Read;
    }
}

namespace Conversations.LoadTesting.Planning;

/// <summary>Rounds that measure each operation alone, say from that what the mixture will reach, and then run the mixture in other rooms.</summary>
internal sealed class CheckRounds
{
    private readonly List<IReadOnlyList<OperationCost>> alone = [];
    private readonly List<OperationCost> mixed = [];
    private readonly OperationMix mix;

    private CheckRounds(OperationMix mix) => this.mix = mix;

    internal int Count => mixed.Count;

    /// <summary>What each operation costs: medians over the rounds.</summary>
    internal IReadOnlyList<OperationCost> Costs => [.. alone[0].Select((_, operation) => OperationCost.MedianOf([.. alone.Select(round => round[operation])]))];

    /// <summary>What an operation of the mixture cost.</summary>
    internal OperationCost Mixed => OperationCost.MedianOf(mixed);

    internal double PredictedWall => Predicted(Costs, cost => cost.WallMicroseconds);

    internal double PredictedServer => Predicted(Costs, cost => cost.ServerMicroseconds);

    internal double BusyShare => Medians.Of(mixed.Select(round => round.ServerMicroseconds / round.WallMicroseconds));

    /// <param name="measurement">Measures an operation.</param>
    /// <param name="mix">The mixture.</param>
    /// <param name="calibration">Where operations run alone.</param>
    /// <param name="planned">Where the mixture runs: rooms as planned.</param>
    /// <param name="options">How many rounds, and how long.</param>
    /// <param name="cancellationToken">Stops the rounds.</param>
    internal static async Task<CheckRounds> RunAsync(CostMeasurement measurement, OperationMix mix, RoomTraffic calibration, RoomTraffic planned, PlanningOptions options, CancellationToken cancellationToken)
    {
        var rounds = new CheckRounds(mix);

        // The first round compiles and connects: it does not count.
        for (var round = -1; round < options.Rounds; round++)
        {
            var costs = new List<OperationCost>();
            foreach (var (operation, _) in mix.PerCommit) costs.Add(await measurement.MeasureAsync(operation, calibration, options.Slice, cancellationToken).ConfigureAwait(false));
            var mixture = await measurement.MeasureAsync(mix, planned, 2 * options.Slice, cancellationToken).ConfigureAwait(false);
            if (round < 0) continue;
            rounds.alone.Add(costs);
            rounds.mixed.Add(mixture);
        }

        return rounds;
    }

    /// <summary>How far off the prediction was, over all rounds.</summary>
    internal double Error(Func<OperationCost, double> part) =>
        Math.Abs(Medians.Of(alone.Zip(mixed, (costs, mixture) => part(mixture) / Predicted(costs, part))) - 1);

    private double Predicted(IReadOnlyList<OperationCost> costs, Func<OperationCost, double> part) => mix.Total(costs, part) / mix.OperationsPerCommit;
}

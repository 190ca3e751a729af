namespace Conversations.Redis.Benchmarks;

/// <summary>Rounds of several contenders in turn, so that a noisy neighbour meets all of them. Only ratios within one comparison mean anything.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<string, List<Round>> rounds = [];

    private Comparison(IReadOnlyList<Contender> contenders)
    {
        Contenders = contenders;
        foreach (var contender in contenders) rounds.Add(contender.Name, []);
    }

    internal IReadOnlyList<Contender> Contenders { get; }

    /// <summary>Runs one round of each to warm up, then as many rounds as are asked for.</summary>
    internal static async Task<Comparison> RunAsync(IReadOnlyList<Contender> contenders, int rounds, Func<string, Task>? progress = null)
    {
        var comparison = new Comparison(contenders);
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var result = await contender.RunAsync();
                if (round > 0) comparison.rounds[contender.Name].Add(result);
            }

            if (progress is not null) await progress(round == 0 ? "warmed up" : $"round {round} of {rounds}");
        }

        return comparison;
    }

    /// <summary>The median over the ratios of rounds that ran one after the other, which shared their noise.</summary>
    internal double Ratio(string of, string to, Func<Round, double> figure) =>
        Round.Median(rounds[of].Zip(rounds[to], (left, right) => figure(left) / figure(right)));

    /// <summary>The ratio of operations per second.</summary>
    internal double Ratio(string of, string to) => Ratio(of, to, static round => round.OperationsPerSecond);

    internal Round Median(string name) => Round.MedianOf(rounds[name]);
}

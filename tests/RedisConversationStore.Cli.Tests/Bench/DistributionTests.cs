using Conversations.LoadTesting;

namespace Conversations.Cli.Tests.Bench;

/// <summary>Random choices follow what the scenario says.</summary>
public sealed class DistributionTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(2)]
    public void Zipf_chooses_a_rank_in_proportion_to_its_power(double exponent)
    {
        const int Count = 50;
        var random = new Random(3);
        var zipf = new Zipf(Count, exponent);
        var counts = new int[Count];
        for (var i = 0; i < Draws; i++) counts[zipf.Next(random)]++;
        var sum = Enumerable.Range(1, Count).Sum(rank => Math.Pow(rank, -exponent));
        for (var rank = 1; rank <= Count; rank++)
        {
            var expected = Draws * Math.Pow(rank, -exponent) / sum;
            // Six standard deviations: passes with any seed, and not with another exponent.
            Assert.InRange(counts[rank - 1], expected - (6 * Math.Sqrt(expected)) - 1, expected + (6 * Math.Sqrt(expected)) + 1);
        }
    }

    [Fact]
    public void Operations_come_by_weight()
    {
        var random = new Random(3);
        var choice = new WeightedChoice([1, 0.5, 2.5]);
        var counts = new int[3];
        for (var i = 0; i < Draws; i++) counts[choice.Next(random)]++;
        Assert.InRange(counts[0], 48_000, 52_000);
        Assert.InRange(counts[1], 23_500, 26_500);
        Assert.InRange(counts[2], 123_000, 127_000);
    }

    [Fact]
    public void A_lognormal_payload_has_the_median_and_the_99th_percentile_it_was_given()
    {
        var random = new Random(3);
        var payload = new LognormalPayload { Median = 200, P99 = 4000, Max = 5000 };
        var sizes = Enumerable.Range(0, Draws).Select(_ => payload.Next(random)).Order().ToList();
        Assert.InRange(sizes[Draws / 2], 190, 210);
        Assert.InRange(sizes[Draws * 99 / 100], 3700, 4300);
        Assert.Equal(5000, sizes[^1]);
        Assert.True(sizes[0] >= 1);
    }

    [Fact]
    public void A_text_has_the_length_asked_for()
    {
        var random = new Random(3);
        Assert.Equal(1234, new TextSource(new FixedPayload { Bytes = 1234 }).Next(random).Length);
        Assert.Equal(PayloadSize.MaxBytes, new TextSource(new FixedPayload { Bytes = PayloadSize.MaxBytes }).Next(random).Length);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(new UniformPayload { Min = 3, Max = 5 }.Next(random), 3, 5));
    }
}

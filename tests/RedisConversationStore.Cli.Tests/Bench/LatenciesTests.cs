using Conversations.LoadTesting;

namespace Conversations.Cli.Tests.Bench;

public sealed class LatenciesTests
{
    [Fact]
    public void Histograms_of_several_processes_add_up_to_one_of_all()
    {
        var random = new Random(7);
        var all = Latencies.Empty();
        var merged = Latencies.Empty();
        for (var process = 0; process < 3; process++)
        {
            var own = Latencies.Concurrent();
            for (var i = 0; i < 10_000; i++)
            {
                var latency = TimeSpan.FromMicroseconds(Math.Exp(random.NextDouble() * 18));
                Latencies.Record(own, latency);
                Latencies.Record(all, latency);
            }

            Latencies.AddEncoded(merged, Latencies.Encode(own));
        }

        Assert.Equal(30_000, merged.TotalCount);
        Assert.All(new[] { 0, 1, 50, 90, 99, 99.9, 99.99, 100 }, percentile => Assert.Equal(all.GetValueAtPercentile(percentile), merged.GetValueAtPercentile(percentile)));
    }

    [Fact]
    public void An_empty_histogram_travels_too()
    {
        var merged = Latencies.Empty();
        Latencies.AddEncoded(merged, Latencies.Encode(Latencies.Concurrent()));
        Assert.Equal(0, merged.TotalCount);
        Assert.Equal(0, Latencies.Milliseconds(merged, 99));
    }

    [Fact]
    public void What_is_longer_than_an_hour_is_kept_as_an_hour()
    {
        var histogram = Latencies.Empty();
        Latencies.Record(histogram, TimeSpan.FromHours(5));
        Assert.Equal(3_600_000, Latencies.Milliseconds(histogram, 100), tolerance: 4000);
    }
}

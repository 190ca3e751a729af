namespace Conversations.LoadTesting.Planning;

/// <summary>Locators lie in a fixed number of hashes, into which their ids fall at random: how full those are follows a Poisson distribution.</summary>
internal static class LocatorSpread
{
    /// <summary>The hashes that hold something.</summary>
    internal static double Keys(double locators, int buckets) => buckets * (1 - Math.Exp(-locators / buckets));

    /// <summary>The bytes of all of them.</summary>
    /// <param name="locators">How many locators there are.</param>
    /// <param name="buckets">Over how many hashes they are spread.</param>
    /// <param name="hash">What a hash of a number of locators takes.</param>
    internal static double Bytes(double locators, int buckets, SizeCurve hash)
    {
        var mean = locators / buckets;
        if (mean <= 0) return 0;
        var bytes = 0.0;
        var logProbability = -mean;
        var most = mean + (10 * Math.Sqrt(mean)) + 20;
        for (var inHash = 1; inHash <= most; inHash++)
        {
            logProbability += Math.Log(mean / inHash);
            bytes += Math.Exp(logProbability) * hash.At(inHash);
        }

        return buckets * bytes;
    }
}

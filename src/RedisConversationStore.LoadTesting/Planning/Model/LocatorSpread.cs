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
        var spread = (10 * Math.Sqrt(mean)) + 20;
        var least = Math.Max(1, Math.Floor(mean - spread));
        var logProbability = LogProbability(least, mean);
        for (var inHash = least; inHash <= mean + spread; inHash++)
        {
            bytes += Math.Exp(logProbability) * hash.At(inHash);
            logProbability += Math.Log(mean / (inHash + 1));
        }

        return buckets * bytes;
    }

    /// <summary>Of the probability that so many fall into one: itself is too small for a number.</summary>
    private static double LogProbability(double inHash, double mean) => (inHash * Math.Log(mean)) - mean - LogFactorial(inHash);

    private static double LogFactorial(double number)
    {
        const int Small = 20;
        if (number > Small) return (number * Math.Log(number)) - number + (0.5 * Math.Log(2 * Math.PI * number)) + (1 / (12 * number));
        var sum = 0.0;
        for (var factor = 2; factor <= number; factor++) sum += Math.Log(factor);
        return sum;
    }
}

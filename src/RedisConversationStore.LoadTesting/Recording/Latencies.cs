using HdrHistogram;
using HdrHistogram.Utilities;

namespace Conversations.LoadTesting;

/// <summary>How latencies are kept: microseconds in HdrHistograms of three significant digits, from one microsecond to an hour. Histograms of several processes travel in HdrHistogram's own compressed encoding and add up without loss, which percentiles do not.</summary>
internal static class Latencies
{
    private const long LongestMicroseconds = 3_600_000_000;
    private const int SignificantDigits = 3;

    /// <summary>One that many callers record into.</summary>
    internal static LongConcurrentHistogram Concurrent() => new(1, LongestMicroseconds, SignificantDigits);

    internal static LongHistogram Empty() => new(1, LongestMicroseconds, SignificantDigits);

    internal static void Record(HistogramBase histogram, TimeSpan latency) =>
        histogram.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds));

    internal static string Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        var bytes = new byte[length];
        buffer.Position = 0;
        for (var i = 0; i < length; i++) bytes[i] = buffer.Get();
        return Convert.ToBase64String(bytes);
    }

    internal static void AddEncoded(HistogramBase histogram, string encoded) =>
        histogram.Add(HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(Convert.FromBase64String(encoded)), 0));

    internal static double Milliseconds(HistogramBase histogram, double percentile) =>
        histogram.TotalCount == 0 ? 0 : Math.Round(histogram.GetValueAtPercentile(percentile) / 1000.0, 3);
}

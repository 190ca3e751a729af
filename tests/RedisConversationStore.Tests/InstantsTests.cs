using Xunit;

namespace Conversations.Tests;

public sealed class InstantsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Finer_digits_are_cut(int ticks)
    {
        foreach (var start in new[] { Instants.Earliest, new(1969, 12, 31, 23, 59, 59, TimeSpan.Zero), DateTimeOffset.UnixEpoch, Samples.At })
        {
            Assert.True(Instants.Normalize(start.AddTicks(ticks).ToOffset(TimeSpan.FromMinutes(-330))).EqualsExact(start));
        }
    }

    [Fact]
    public void Now_is_normal()
    {
        var now = Instants.Now;
        Assert.True(now.EqualsExact(Instants.Normalize(now)));
        Assert.InRange(now, DateTimeOffset.UtcNow.AddSeconds(-5), DateTimeOffset.UtcNow.AddSeconds(5));
    }

    [Fact]
    public void Microseconds_round_trip_and_stay_below_2_to_the_53()
    {
        foreach (var instant in new[] { Instants.Earliest, Instants.Latest, DateTimeOffset.UnixEpoch, Samples.At, DateTimeOffset.UnixEpoch.AddTicks(-10) })
        {
            var microseconds = Instants.ToMicroseconds(instant);
            Assert.InRange(microseconds, -(1L << 53) + 1, (1L << 53) - 1);
            Assert.True(Instants.FromMicroseconds(microseconds).EqualsExact(instant));
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(300_000_000_000_000_000)]
    [InlineData(-70_000_000_000_000_000)]
    public void Microseconds_that_are_no_instant(long microseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Instants.FromMicroseconds(microseconds));
}

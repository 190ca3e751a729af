using Conversations.Faults.Checking;

namespace Conversations.Faults.Tests.Records;

public sealed class FloorTests
{
    [Fact]
    public void The_highest_value_before_a_time_counts()
    {
        var floor = new Floor([(20, 5), (10, 7), (30, 9)]);

        Assert.Equal([long.MinValue, long.MinValue, 7, 7, 9], new long[] { 0, 10, 11, 30, 31 }.Select(floor.Before));
    }

    [Fact]
    public void Of_nothing_nothing_is_known() => Assert.Equal(long.MinValue, new Floor([]).Before(long.MaxValue));
}

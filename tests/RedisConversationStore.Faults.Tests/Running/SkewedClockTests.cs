using Conversations.Faults.Driving;
using Conversations.Faults.History;
using Conversations.Testing;

namespace Conversations.Faults.Tests.Running;

public sealed class SkewedClockTests
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(6);

    [Fact]
    public void Clock_at_any_seed_is_off_by_its_offset_and_a_jump_in_either_direction()
    {
        var jumps = Enumerable.Range(0, 100).Select(seed => new SkewedClock(seed, Offset).GetUtcNow() - TimeProvider.System.GetUtcNow() - Offset).ToArray();

        // What passes between the two readings is far less than a minute, the least of a jump.
        Assert.All(jumps, jump => Assert.InRange(jump.Duration(), SkewedClock.ShortestJump / 2, SkewedClock.LongestJump + SkewedClock.ShortestJump));
        Assert.Contains(jumps, jump => jump > TimeSpan.Zero);
        Assert.Contains(jumps, jump => jump < TimeSpan.Zero);
    }

    [Fact]
    public async Task Clock_jumps_while_it_runs()
    {
        var clock = new SkewedClock(seed: 1, Offset);
        var first = clock.GetUtcNow() - TimeProvider.System.GetUtcNow();

        await Condition.HoldsAsync(
            "the clock has jumped",
            () => Task.FromResult((clock.GetUtcNow() - TimeProvider.System.GetUtcNow() - first).Duration() > SkewedClock.ShortestJump / 2),
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Store_of_a_driver_with_an_offset_has_the_skewed_clock()
    {
        var settings = new DriverSettings { ConnectionString = "", KeyPrefix = "", HistoryFile = "", Seed = 1, DriverNumber = 2, ClockOffset = Offset };
        var clock = settings.CreateClock();

        Assert.IsType<SkewedClock>(settings.ToStoreOptions(clock).TimeProvider);
        Assert.InRange(SentRooms.Create("room", clock).CreatedAt - TimeProvider.System.GetUtcNow(), Offset - SkewedClock.LongestJump - SkewedClock.ShortestJump, Offset + SkewedClock.LongestJump + SkewedClock.ShortestJump);
        Assert.Same(TimeProvider.System, (settings with { ClockOffset = null }).CreateClock());
    }

    [Fact]
    public void Rooms_that_are_created_are_spread_over_all_criteria()
    {
        var rooms = Enumerable.Range(0, 100).Select(step => SentRooms.Create($"made-0-0-{step}", TimeProvider.System)).ToArray();

        Assert.All(SentRooms.AllCriteria, criteria => Assert.Contains(rooms, room => criteria.Match(room.OrganizationId, room.Status.Value)));
        Assert.Equal(new RoomCriteria(null, null), SentRooms.AllCriteria[0]);
    }
}

using Conversations.Redis.Operations;
using Conversations.Redis.Scripts;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>How much of a timeline one step of the server reads.</summary>
/// <param name="fixture">The server.</param>
public sealed class EventStepsTests(RedisServerFixture fixture)
{
    private const int Large = 1_000_000;
    private readonly EventSteps steps = new(EventLimits.DefaultMaxEventBytes);

    [Fact]
    public void Room_that_was_not_read_yet_is_read_plainly_up_to_4_MiB_at_any_size() =>
        Assert.Equal((true, false), (steps.IsOneStep("room", 4), steps.IsOneStep("room", 5)));

    [Fact]
    public void Room_whose_events_were_small_is_read_plainly_up_to_64_events()
    {
        steps.Saw("room", 300);

        Assert.Equal((true, false, false), (steps.IsOneStep("room", 64), steps.IsOneStep("room", 65), steps.IsOneStep("other", 64)));
    }

    [Fact]
    public void Large_event_that_is_read_or_written_ends_the_trust()
    {
        steps.Saw("read", 300);
        steps.Saw("written", 300);

        steps.Saw("read", Large);
        steps.Writes("written", Large);

        Assert.Equal((false, false), (steps.IsOneStep("read", 50), steps.IsOneStep("written", 50)));
    }

    [Fact]
    public void Empty_page_says_nothing_of_a_room()
    {
        steps.Saw("room", 0);

        Assert.False(steps.IsOneStep("room", 50));
    }

    [Fact]
    public void Store_of_the_largest_events_reads_them_one_at_a_time()
    {
        var largest = new EventSteps(64 * 1024 * 1024);

        Assert.Equal((true, false, 1), (largest.IsOneStep("room", 1), largest.IsOneStep("room", 2), largest.Next(500, Large)));
    }

    [Theory]
    [InlineData("after", -1)]
    [InlineData("oldest", 0)]
    [InlineData("newest", 0)]
    [InlineData("before", 1000)]
    public async Task Script_stops_once_it_has_its_bytes_and_says_how_many_events_are_left(string from, int edge)
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"redis-server: {fixture.Unavailable}");
        var database = fixture.Connection.GetDatabase();
        RedisKey key = $"test:{Guid.NewGuid():N}:events";
        for (var index = 0; index < 20; index++) await database.SortedSetAddAsync(key, $"{index}{new string('x', 1000)}", index);

        // One, two and four events are read before the bytes are enough.
        var reply = (RedisValue[])(await database.ScriptEvaluateAsync(ScriptSource.Load("events/list"), [key], [from, edge, 15, 3500, 1]))!;
        await database.KeyDeleteAsync(key);

        Assert.Equal(8, (int)reply[0]);
        Assert.Equal(7, reply.Length - 1);
    }
}

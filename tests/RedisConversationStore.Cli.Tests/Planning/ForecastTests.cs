using Conversations.LoadTesting.Planning;
using CsCheck;

namespace Conversations.Cli.Tests.Planning;

/// <summary>What follows for a profile from given measurements.</summary>
public sealed class ForecastTests
{
    private static readonly CapacityProfile Profile = new()
    {
        Rooms = 86_400,
        EventsPerRoomPerDay = 10,
        PeakFactor = 4,
        RetentionDays = 10,
        ReadShare = 0.5,
        Headroom = 0.5,
        Replicas = 2,
        IdempotencyKeys = false,
        Locators = false,
    };

    [Fact]
    public void Rates_shards_network_and_file_follow_from_the_costs()
    {
        var plan = Forecast.Of(Profile, Models.Memory(), Models.Costs(), Models.Server(), Models.Check());
        Assert.Equal((10.0, 40.0, 120.0), (plan.MeanCommitsPerSecond, plan.PeakCommitsPerSecond, plan.PeakOperationsPerSecond));

        // A commit, a removal and a read of 20 µs each.
        Assert.Equal((1e6 / 60, 1e6 / 120), (plan.Shard.CommitsPerSecond, plan.Shard.UsableCommitsPerSecond));
        Assert.Equal((10 * 3000.0, 40 * 3000.0), (plan.Network.MeanIn, plan.Network.PeakOut));
        Assert.Equal((2000.0, 86_400 * 10 * 2000.0), (plan.Aof.BytesPerCommit, plan.Aof.BytesPerDay));

        // 8.64 million events of 600 bytes are more than half of 4 GiB, and less than twice as much.
        Assert.Equal(new ShardsNeeded(1, 3, 1), plan.Shards);
        Assert.Equal("memory", plan.Limits[0].Name);
        Assert.StartsWith("Memory comes first", plan.Bottleneck, StringComparison.Ordinal);
        Assert.Equal(0.05, plan.Check.MemoryError, 1e-9);
    }

    [Fact]
    public void A_mixture_that_cost_more_than_its_parts_is_what_a_shard_is_planned_with() =>
        Assert.Equal(1e6 / 75, Forecast.Of(Profile, Models.Memory(), Models.Costs(), Models.Server(), Models.Check() with { MeasuredServerMicroseconds = 25 }).Shard.CommitsPerSecond);

    [Theory]
    [InlineData("processor", 10_000, 10, 1_000_000, 30_000)]
    [InlineData("network", 20, 1_000_000, 1_000_000, 30_000)]
    [InlineData("replicas", 20, 10, 1_000_000, 65)]
    public void The_first_bottleneck_is_the_fullest_limit(string name, double serverMicroseconds, double bytes, double shardMemoryGib, double operationsPerSecond)
    {
        var plan = Forecast.Of(Profile with { ShardMemoryGib = shardMemoryGib }, Models.Memory(), Models.Costs(serverMicroseconds, bytes, bytes), Models.Server(), Models.Check(operationsPerSecond));
        Assert.Equal(name, plan.Limits[0].Name);
        Assert.Equal(plan.Limits.Max(limit => limit.Use), plan.Limits[0].Use);
        Assert.NotEmpty(plan.Bottleneck);
    }

    [Theory]
    [InlineData(null, 4L << 30, 4L << 30)]
    [InlineData(null, null, 8L << 30)] // Half of the machine.
    [InlineData(1.0, 4L << 30, 1L << 30)]
    public void A_shard_has_the_memory_that_is_said_or_that_the_server_may_use(double? said, long? maxMemory, long bytes) =>
        Assert.Equal(bytes, Forecast.Of(Profile with { ShardMemoryGib = said }, Models.Memory(), Models.Costs(), Models.Server(maxMemory), Models.Check()).Shard.MemoryBytes);

    [Fact]
    public void More_rooms_never_need_less_memory()
    {
        var model = Models.Memory() with
        {
            ByRooms = new Dictionary<string, SizeCurve> { ["room"] = Models.HashLike(700, 0), ["room_index"] = Models.HashLike(120, 128) },
            ByEvents = new Dictionary<string, SizeCurve> { ["events"] = Models.HashLike(450, 0), ["ids"] = Models.HashLike(100, 128) },
            BytesPerIdempotencyKey = 220,
            Locators = Models.HashLike(52, 128),
        };
        Gen.Select(Gen.Long[1, 2_000_000], Gen.Long[0, 200_000], Gen.Double[0.01, 200], Gen.Int[1, 400], Gen.Double[0.1, 8784]).Sample(
            (rooms, more, eventsPerDay, days, hours) =>
            {
                var profile = Profile with { Rooms = rooms, EventsPerRoomPerDay = eventsPerDay, RetentionDays = days, IdempotencyKeys = true, IdempotencyHours = hours, Locators = true };
                var few = MemoryTimeline.Of(profile, model);
                var many = MemoryTimeline.Of(profile with { Rooms = rooms + more }, model);
                return few.Zip(many).All(pair => pair.Second.Bytes + 64 >= pair.First.Bytes);
            },
            iter: 500);
    }
}

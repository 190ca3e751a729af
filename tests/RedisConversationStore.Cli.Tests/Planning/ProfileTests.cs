using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Tests.Planning;

/// <summary>What a profile must be, and what is said when it is not.</summary>
public sealed class ProfileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_defaults_make_sense() => CapacityPlanner.Validate(new());

    [Theory]
    [InlineData("{\"rooms\": 0}", "rooms is 0")]
    [InlineData("{\"rooms\": -5}", "rooms is -5")]
    [InlineData("{\"participants\": -1}", "participants is -1")]
    [InlineData("{\"bindings\": -1}", "bindings is -1")]
    [InlineData("{\"events_per_room_per_day\": 0}", "events_per_room_per_day is 0")]
    [InlineData("{\"events_per_room_per_day\": -2.5}", "events_per_room_per_day is -2.5")]
    [InlineData("{\"payload_bytes\": -1}", "payload_bytes is -1")]
    [InlineData("{\"payload_bytes\": 1048576}", "does not fit: the largest event is 1048576 bytes")]
    [InlineData("{\"payload_bytes\": 2000, \"max_event_bytes\": 2048}", "does not fit")]
    [InlineData("{\"max_event_bytes\": 10}", "max_event_bytes is 10")]
    [InlineData("{\"peak_factor\": 0.9}", "the peak cannot be below the mean")]
    [InlineData("{\"retention_days\": 0}", "retention_days is 0")]
    [InlineData("{\"replicas\": 0}", "replicas is 0")]
    [InlineData("{\"read_share\": 1}", "something must be written, too")]
    [InlineData("{\"read_share\": -0.1}", "read_share is -0.1")]
    [InlineData("{\"page_size\": 1001}", "page_size is 1001")]
    [InlineData("{\"idempotency_hours\": 0}", "idempotency_hours is 0")]
    [InlineData("{\"headroom\": 1}", "headroom is 1")]
    [InlineData("{\"shard_memory_gib\": 0}", "shard_memory_gib is 0")]
    [InlineData("{\"network_megabits\": 0}", "network_megabits is 0")]
    public async Task Nonsense_is_named(string json, string says)
    {
        var profile = await ReadAsync(json);
        Assert.Contains(says, Assert.Throws<ProfileException>(() => CapacityPlanner.Validate(profile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_makes_no_sense_is_named_at_once()
    {
        var nonsense = Assert.Throws<ProfileException>(() => CapacityPlanner.Validate(new() { Rooms = 0, EventsPerRoomPerDay = double.NaN, PeakFactor = 0 })).Message;
        Assert.Contains("rooms", nonsense, StringComparison.Ordinal);
        Assert.Contains("events_per_room_per_day", nonsense, StringComparison.Ordinal);
        Assert.Contains("peak_factor", nonsense, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_idempotency_keys_how_long_they_live_does_not_matter() =>
        CapacityPlanner.Validate(new() { IdempotencyKeys = false, IdempotencyHours = 0 });

    [Fact]
    public async Task A_file_replaces_what_it_names()
    {
        var profile = await ReadAsync("{ // ours\n \"rooms\": 7, \"idempotency_keys\": false, \"shard_memory_gib\": 2.5, }", new() { Replicas = 9 });
        Assert.Equal((7, false, 2.5, 9), (profile.Rooms, profile.IdempotencyKeys, profile.ShardMemoryGib, profile.Replicas));
    }

    [Theory]
    [InlineData("{\"rooms\": 1,\n \"peek_factor\": 2}", "no member 'peek_factor'")]
    [InlineData("{\"rooms\": \"many\"}", "rooms cannot be \"many\"")]
    [InlineData("{\"replicas\": 2.5}", "replicas cannot be 2.5")]
    [InlineData("{\"rooms\": 99999999999999999999}", "rooms cannot be 99999999999999999999")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{\n\"rooms\": 1,\n\"rooms\": 2}", "twice")]
    [InlineData("{\n\n\"rooms\" 1}", "line 3")]
    [InlineData("", "not JSON")]
    public async Task A_file_that_is_none_is_named(string json, string says)
    {
        var refused = await Assert.ThrowsAsync<ProfileException>(() => ReadAsync(json));
        Assert.StartsWith("ours.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<CapacityProfile> ReadAsync(string json, CapacityProfile? basis = null) =>
        await ProfileFile.ReadAsync(Records.Text(json), "ours.json", basis ?? new(), Token);
}

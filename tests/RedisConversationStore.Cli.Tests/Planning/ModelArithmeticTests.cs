using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Tests.Planning;

/// <summary>The arithmetic of the capacity model, on figures made up for the purpose.</summary>
public sealed class ModelArithmeticTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 100)]
    [InlineData(3, 300)]
    [InlineData(4, 400)]
    [InlineData(6, 900)] // Beyond the last power of two: twice what 3 take, not the line through 4 and 5.
    [InlineData(1024, 102_400)]
    public void A_curve_is_a_line_between_what_was_measured_and_doubles_beyond(double items, double bytes)
    {
        var curve = items == 6
            ? new SizeCurve([(1, 100), (2, 200), (3, 450), (4, 600), (5, 10_000)])
            : new SizeCurve([(1, 100), (2, 200), (4, 400)]);
        Assert.Equal(bytes, curve.At(items), 1e-6);
    }

    [Fact]
    public void A_curve_without_a_power_of_two_says_nothing_of_larger_numbers() =>
        Assert.Throws<ArgumentException>(() => new SizeCurve([(3, 300)]));

    [Fact]
    public void The_ladder_stands_where_tables_double() =>
        Assert.Equal([1, 2, 3, 4, 5, 6, 8, 9, 12, 16], SizeCurve.Ladder(16));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 8)]
    [InlineData(1000, 1, 8192)]
    [InlineData(1024, 1, 8192)]
    [InlineData(1025, 1, 16_384)]
    [InlineData(3072, 3, 3 * 8192)]
    public void A_table_has_slots_for_the_next_power_of_two_on_each_node(double items, int nodes, double bytes) =>
        Assert.Equal(bytes, HashTables.SlotsBytes(items, nodes));

    [Fact]
    public void Few_locators_are_alone_in_their_hash_and_many_share_it()
    {
        var hash = new SizeCurve([(1, 150), (2, 200), (1024, 150 + (1023 * 50))]);
        const int Buckets = 1 << 18;
        Assert.Equal(1000, LocatorSpread.Keys(1000, Buckets), 3.0);
        Assert.Equal(150_000, LocatorSpread.Bytes(1000, Buckets, hash), 500.0);

        // 100 in a hash, all hashes in use: 100 for the hash itself and 50 each.
        Assert.Equal(Buckets, LocatorSpread.Keys(100.0 * Buckets, Buckets), 1.0);
        Assert.Equal(1, LocatorSpread.Bytes(100.0 * Buckets, Buckets, hash) / (Buckets * (100 + (50.0 * 100))), 0.001);

        // A billion: no power of the exponential function reaches that far down.
        Assert.Equal(1, LocatorSpread.Bytes(4000.0 * Buckets, Buckets, hash) / (Buckets * 4000 * 50.0), 0.02);
    }

    [Fact]
    public void Memory_adds_up_rooms_events_keys_and_tables()
    {
        var model = Models.Memory() with { BytesPerIdempotencyKey = 200 };
        var parts = model.Predict(rooms: 10, eventsPerRoom: 4, idempotencyKeys: 40).ToDictionary(part => part.Name, part => part.Bytes);
        Assert.Equal(10 * 1000, parts["room"]);
        Assert.Equal(10 * 4 * 500, parts["events"]);
        Assert.Equal(40 * 200, parts["idempotency_keys"]);

        // 10 rooms with 3 keys and 2 more with events, and 40 keys: 90 of all, of which 40 expire.
        Assert.Equal((128 + 64) * 8, parts[MemoryModel.KeyTable]);
    }

    [Fact]
    public void Keys_of_others_have_made_the_table_large_already()
    {
        var alone = Models.Memory().Predict(100, 0, 0).Single(part => part.Name == MemoryModel.KeyTable).Bytes;
        var beside = Models.Memory().Predict(100, 0, 0, keysBefore: 600).Single(part => part.Name == MemoryModel.KeyTable).Bytes;
        Assert.Equal((512 * 8, 0), (alone, beside));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_mixture_has_the_share_of_reads_that_the_profile_says(double readShare)
    {
        var mix = OperationMix.Of(new() { ReadShare = readShare });
        var done = Enumerable.Range(0, 100_000).CountBy(number => mix.At(number)).ToDictionary();
        var reads = done.GetValueOrDefault(OperationMix.Read);
        Assert.Equal(readShare, (double)reads / (reads + done[OperationMix.Commit]), 0.001);
        Assert.Equal(1, (double)done[OperationMix.Remove] / done[OperationMix.Commit], 0.001);
    }

    [Theory]
    [InlineData(1, "0 1")]
    [InlineData(3, "0 1 2 3")]
    [InlineData(90, "0 30 60 90")]
    [InlineData(100, "0 30 60 90 100")]
    public void Days_until_retention(int retention, string days) =>
        Assert.Equal(days, string.Join(' ', MemoryTimeline.Days(retention)));

    [Fact]
    public void However_long_the_retention_a_table_of_it_can_be_read() =>
        Assert.All(Enumerable.Range(1, 3660), retention =>
        {
            var days = MemoryTimeline.Days(retention).ToList();
            Assert.InRange(days.Count, 2, 16);
            Assert.Equal(retention, days[^1]);
            Assert.Equal(days.Order().Distinct(), days);
        });

    [Fact]
    public void A_command_of_the_append_only_file_has_the_size_that_the_protocol_gives_it() =>
        Assert.Equal("*2\r\n$3\r\nDEL\r\n$10\r\n0123456789\r\n".Length, AofEstimate.Command("DEL", "0123456789"));
}

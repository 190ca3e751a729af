using Conversations.Conformance;
using Conversations.Redis.Tests.Golden;
using Conversations.Serialization;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Codec;

/// <summary>Damaged bytes are read as a record or reported as a corrupt one with its key; nothing else is thrown, and no length they claim is believed.</summary>
public sealed class CorruptRecordTests
{
    private const int CasesPerRecord = 500;

    // Many times what the largest sample needs, and far less than a header can claim.
    private const long MostBytesPerCase = 8 << 20;

    private static readonly RedisKey Key = "conv:{room}:key";

    public static TheoryData<string> EventNames => [.. GoldenSamples.Events.Keys];

    [Theory]
    [MemberData(nameof(EventNames))]
    public void Events(string name) =>
        Survive(EventCodec.Encode(GoldenSamples.Events[name], int.MaxValue), bytes => EventCodec.Decode(bytes, "room", 0, Key));

    [Fact]
    public void Bindings() => SurviveHinted(Samples.FullBinding());

    [Fact]
    public void Participants() => SurviveHinted(Samples.FullParticipant());

    [Fact]
    public void Identities() => SurviveRecord(Samples.FullIdentity());

    [Fact]
    public void Tasks() => SurviveRecord(Samples.FullTask());

    [Fact]
    public void Observations() => SurviveRecord(Samples.FullObservation());

    [Fact]
    public void Rooms()
    {
        RedisValue[] fields =
        [
            RoomFields.Record, RoomCodec.EncodeRecord(Samples.FullRoom()), RoomFields.Status, "active", RoomFields.CreatedAt, "1740832496123456", RoomFields.UpdatedAt, "1740832496123456",
            RoomFields.Version, "1", RoomFields.EventCount, "0", RoomFields.LatestIndex, "-1", RoomFields.DeliveredIndex, "-1",
            RoomFields.Epoch, GoldenSamples.Epoch, RoomFields.Hint, $"{GoldenSamples.Nonce}\0active\0org", RoomFields.LastActivityAt, "1740832496123456", "m:a", "1:\u0001",
        ];
        Assert.NotNull(RoomCodec.Decode(fields, Key));
        for (var field = 1; field < fields.Length; field += 2)
        {
            // Any text is a status, and an epoch.
            var corrupt = CountCorrupt((byte[])fields[field]!, bytes =>
            {
                var damaged = (RedisValue[])fields.Clone();
                damaged[field] = bytes;
                return RoomCodec.Decode(damaged, Key);
            });
            Assert.True(corrupt > 0 || fields[field - 1] == RoomFields.Status || fields[field - 1] == RoomFields.Epoch, $"Nothing that happens to {fields[field - 1]} is found.");
        }

        for (var field = 0; field < fields.Length - 4; field += 2)
        {
            var missing = fields.Where((_, i) => i / 2 != field / 2).ToArray();
            Assert.Equal(Key.ToString(), Assert.Throws<CorruptRecordException>(() => RoomCodec.Decode(missing, Key)).Key);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(255)]
    public void Other_format_version_is_named(byte version)
    {
        var roomEvent = EventCodec.Encode(Samples.FullEvent("e"), int.MaxValue);
        var binding = new HintedRecord<ChannelBinding>(Samples.FullBinding(), GoldenSamples.Nonce).Encode();
        var task = StoredFormat.Encode(Samples.FullTask());
        roomEvent[0] = binding[0] = task[0] = version;

        Assert.All(
            (Action[])[() => EventCodec.Decode(roomEvent, "room", 0, Key), () => EventCodec.IdempotencyKey(roomEvent, Key), () => HintedRecord<ChannelBinding>.Decode(binding, Key), () => StoredFormat.Decode<ConversationTask>(task, Key)],
            decode =>
            {
                var corrupt = Assert.Throws<CorruptRecordException>(decode);
                Assert.Equal((Key.ToString(), (int?)version), (corrupt.Key, corrupt.FormatVersion));
            });
    }

    [Fact]
    public void Nothing_at_all_has_no_format_version()
    {
        Assert.Null(Assert.Throws<CorruptRecordException>(() => EventCodec.Decode(default, "room", 0, Key)).FormatVersion);
        Assert.Null(Assert.Throws<CorruptRecordException>(() => StoredFormat.Decode<Identity>(default, Key)).FormatVersion);
    }

    private static void SurviveHinted<T>(T record)
        where T : class, IRecord<T> =>
        Survive(new HintedRecord<T>(record, GoldenSamples.Nonce).Encode(), bytes => HintedRecord<T>.Decode(bytes, Key).Value);

    private static void SurviveRecord<T>(T record)
        where T : class, IRecord<T> =>
        Survive(StoredFormat.Encode(record), bytes => StoredFormat.Decode<T>(bytes, Key));

    private static void Survive<T>(byte[] intact, Func<byte[], T> decode) => Assert.True(CountCorrupt(intact, decode) > 0, "No case was corrupt.");

    private static int CountCorrupt<T>(byte[] intact, Func<byte[], T> decode)
    {
        var random = new Random(intact.Length);
        var corrupt = 0;
        decode(intact);
        for (var number = 0; number < CasesPerRecord; number++)
        {
            var damaged = Damage.Make(intact, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decode(damaged);
            }
            catch (CorruptRecordException reported)
            {
                corrupt++;
                Assert.Equal(Key.ToString(), reported.Key);
            }
            catch (Exception other)
            {
                Assert.Fail($"{other.GetType()} for {Convert.ToHexString(damaged)}: {other}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostBytesPerCase, $"{allocated} bytes were allocated for {Convert.ToHexString(damaged)}.");
        }

        return corrupt;
    }
}

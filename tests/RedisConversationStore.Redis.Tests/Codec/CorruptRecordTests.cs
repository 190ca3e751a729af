using Conversations.Conformance;
using Conversations.Redis.Tests.Golden;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Codec;

/// <summary>What a corrupt record is told by: its key, and the format version its first byte names.</summary>
public sealed class CorruptRecordTests
{
    private static readonly RedisKey Key = "conv:{room}:key";

    [Fact]
    public void Room_without_a_field_is_corrupt()
    {
        var room = RoomCodec.Encode(Samples.Room() with { Version = 1 }, GoldenSamples.Epoch, new(GoldenSamples.Nonce, "active", null));
        Assert.NotNull(RoomCodec.Decode(room, Key));
        for (var field = 0; field < room.Length; field += 2)
        {
            // What only scripts need is missed by scripts.
            if (room[field] == RoomFields.MetadataOrdinal) continue;
            RedisValue[] rest = [.. room[..field], .. room[(field + 2)..]];
            Assert.Equal(Key.ToString(), Assert.Throws<CorruptRecordException>(() => RoomCodec.Decode(rest, Key)).Key);
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
            (Action[])[() => EventCodec.Decode(roomEvent, "room", 0, Key), () => EventCodec.DecodeKeptPart(roomEvent, Key), () => HintedRecord<ChannelBinding>.Decode(binding, Key), () => StoredFormat.Decode<ConversationTask>(task, Key)],
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
}

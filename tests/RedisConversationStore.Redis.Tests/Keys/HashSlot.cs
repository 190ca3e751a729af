using System.Text;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Keys;

/// <summary>The slot of a key on a cluster, as the cluster's specification computes it: a client that is not connected to a cluster does not tell.</summary>
public static class HashSlot
{
    private const int Slots = 16384;

    internal static int Of(RedisKey key)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(key.ToString());
        var open = bytes.IndexOf((byte)'{');
        if (open >= 0)
        {
            var length = bytes[(open + 1)..].IndexOf((byte)'}');
            if (length > 0) bytes = bytes.Slice(open + 1, length);
        }

        return Crc16(bytes) % Slots;
    }

    /// <summary>The check value of the specification.</summary>
    [Fact]
    public static void Agrees_with_the_specification()
    {
        Assert.Equal(0x31C3, Crc16("123456789"u8));
        Assert.Equal(Of("{user1000}.following"), Of("{user1000}.followers"));
        Assert.NotEqual(Of("foo{}{bar}"), Of("bar"));
        Assert.Equal(Of("foo{{bar}}zap"), Of("{bar"));
    }

    private static int Crc16(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
        }

        return crc & 0xFFFF;
    }
}

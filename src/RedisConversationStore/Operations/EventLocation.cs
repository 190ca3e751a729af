using System.Text;
using StackExchange.Redis;

namespace Conversations.Redis.Operations;

/// <summary>What a locator of an event says: the room id, a zero byte, and the nonce of the call that added the event, which the stored event carries too. So a locator is removed for exactly the event that it was written for, and never that of a later event under the same id.</summary>
/// <remarks>Versions before 0.2 wrote the room id alone.</remarks>
internal static class EventLocation
{
    private const byte Separator = 0;

    /// <param name="roomId">The room.</param>
    /// <param name="encoded">The event, as <see cref="EventCodec"/> encodes it.</param>
    internal static RedisValue Create(string roomId, ReadOnlySpan<byte> encoded)
    {
        var call = EventCodec.CallOf(encoded);
        var bytes = new byte[Encoding.UTF8.GetByteCount(roomId) + 1 + call.Length];
        var written = Encoding.UTF8.GetBytes(roomId, bytes);
        bytes[written] = Separator;
        call.CopyTo(bytes.AsSpan(written + 1));
        return bytes;
    }

    /// <summary>The room.</summary>
    /// <exception cref="CorruptRecordException">It is not a location.</exception>
    internal static string RoomOf(RedisValue location, RedisKey key)
    {
        ReadOnlyMemory<byte> bytes = location;
        var end = bytes.Span.IndexOf(Separator);
        return StoredFormat.Id(end < 0 ? bytes : bytes[..end], key);
    }

    /// <summary>The room; empty for what is not a location and leads to no room.</summary>
    internal static string RoomOrNone(RedisValue location, RedisKey key)
    {
        try
        {
            return RoomOf(location, key);
        }
        catch (CorruptRecordException)
        {
            return "";
        }
    }

    /// <summary>Whether a version before 0.2 wrote it.</summary>
    internal static bool IsFormer(RedisValue location) => ((ReadOnlyMemory<byte>)location).Span.IndexOf(Separator) < 0;
}

using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>Encodes and decodes events. <see cref="StoredEvent"/> is one with its index.</summary>
/// <remarks>
/// <code>
/// 1 byte    format version
/// 8 bytes   created_at, microseconds since 1970, big-endian
/// 4 bytes   the nonce of the call that added the event
/// 2 bytes   length of the idempotency key, big-endian; 65535 for none
/// …         idempotency key, UTF-8
/// 2 bytes   length of the parent event id; 65535 for none
/// …         parent event id, UTF-8
/// 2 bytes   length of the type
/// …         type, UTF-8
/// …         the other fields, a MessagePack map
/// </code>
/// <para>The header holds what scripts must read or keep, so that they never decode MessagePack. What an update must not change comes first: an update is the old bytes up to the idempotency key, then the new ones. The room is in the key, the index before these bytes. <c>lua/include/event_header.lua</c> and <c>lua/include/same_call.lua</c> read the same bytes.</para>
/// </remarks>
internal static class EventCodec
{
    private const ushort None = ushort.MaxValue;
    private const int CreatedAtOffset = 1;
    private const int CallOffset = CreatedAtOffset + sizeof(long);
    private const int KeyLengthOffset = CallOffset + sizeof(uint);

    /// <summary>Encodes an event and checks its size.</summary>
    /// <param name="roomEvent">The event.</param>
    /// <param name="maxBytes">The most it may have.</param>
    /// <param name="callNonce">The call that adds the event, see <see cref="Scripts.CallNonce"/>. An update keeps the one that is stored, and needs none.</param>
    /// <exception cref="ArgumentException">It is larger than <paramref name="maxBytes"/>.</exception>
    internal static byte[] Encode(RoomEvent roomEvent, int maxBytes, uint callNonce = 0)
    {
        var buffer = EncodingBuffer.Rent();
        buffer.Write([StoredFormat.Version]);
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), Instants.ToMicroseconds(roomEvent.CreatedAt));
        buffer.Advance(sizeof(long));
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(sizeof(uint)), callNonce);
        buffer.Advance(sizeof(uint));
        WriteText(buffer, roomEvent.IdempotencyKey);
        WriteText(buffer, roomEvent.ParentEventId);
        WriteText(buffer, roomEvent.Type.Value);
        MessagePackFieldWriter.Write(buffer, roomEvent);
        var bytes = EncodingBuffer.Return(buffer);
        RecordRules.EventSize(bytes.Length, maxBytes);
        return bytes;
    }

    /// <summary>Decodes an event.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no event.</exception>
    internal static RoomEvent Decode(ReadOnlyMemory<byte> bytes, string roomId, long index, RedisKey key)
    {
        StoredFormat.RequireVersion(bytes.Span, key);
        try
        {
            var header = ReadHeader(bytes.Span, out var length);
            var reader = new MessagePackFieldReader(bytes[length..]);
            var roomEvent = reader.ReadEvent(header with { RoomId = roomId, Index = index });
            if (!reader.IsAtEnd) throw new RecordFormatException("Bytes are left over behind the event.");

            // Locators and secondary indices are found by it.
            Check.Id(roomEvent.Id, "The id");
            return roomEvent;
        }
        catch (Exception damage) when (StoredFormat.IsDamage(damage))
        {
            throw StoredFormat.Corrupt(key, damage);
        }
    }

    /// <summary>The nonce of the call that added an event.</summary>
    internal static ReadOnlySpan<byte> CallOf(ReadOnlySpan<byte> bytes) => bytes.Slice(CallOffset, sizeof(uint));

    /// <summary>Whether an event can match a filter, by its header alone: of one that cannot, nothing is decoded.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no event.</exception>
    internal static bool MayMatch(ReadOnlySpan<byte> bytes, EventFilter filter, RedisKey key)
    {
        StoredFormat.RequireVersion(bytes, key);
        try
        {
            var at = KeyLengthOffset;
            SkipText(bytes, ref at);
            var isReply = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) != None;
            SkipText(bytes, ref at);
            if (!filter.Matches(ReadType(bytes, ref at)) || (filter.TopLevelOnly && isReply)) return false;
            if (filter.CreatedAfter is null && filter.CreatedBefore is null) return true;
            var createdAt = ReadCreatedAt(bytes);
            return (filter.CreatedAfter is null || createdAt > filter.CreatedAfter) && (filter.CreatedBefore is null || createdAt < filter.CreatedBefore);
        }
        catch (Exception damage) when (StoredFormat.IsDamage(damage))
        {
            throw StoredFormat.Corrupt(key, damage);
        }
    }

    /// <summary>created_at and idempotency key of an event, or of the part of one that an update keeps.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no event.</exception>
    internal static (DateTimeOffset CreatedAt, string? IdempotencyKey) DecodeKeptPart(ReadOnlySpan<byte> bytes, RedisKey key)
    {
        StoredFormat.RequireVersion(bytes, key);
        try
        {
            var at = KeyLengthOffset;
            return (ReadCreatedAt(bytes), ReadText(bytes, ref at));
        }
        catch (Exception damage) when (StoredFormat.IsDamage(damage))
        {
            throw StoredFormat.Corrupt(key, damage);
        }
    }

    private static DateTimeOffset ReadCreatedAt(ReadOnlySpan<byte> bytes) =>
        Instants.FromMicroseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[CreatedAtOffset..]));

    /// <summary>How many bytes of an encoded event an update keeps: up to and with the idempotency key.</summary>
    internal static int KeptLength(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[KeyLengthOffset..]);
        return KeyLengthOffset + sizeof(ushort) + (length == None ? 0 : length);
    }

    private static EventEnvelope ReadHeader(ReadOnlySpan<byte> bytes, out int length)
    {
        var createdAt = ReadCreatedAt(bytes);
        length = KeyLengthOffset;
        var idempotencyKey = ReadText(bytes, ref length);
        var parentEventId = ReadText(bytes, ref length);
        return new(null, null, createdAt, idempotencyKey, parentEventId, ReadType(bytes, ref length));
    }

    private static EventType ReadType(ReadOnlySpan<byte> bytes, ref int at) => ReadText(bytes, ref at) is { } type ? new(type) : default;

    private static void SkipText(ReadOnlySpan<byte> bytes, ref int at)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        at += sizeof(ushort) + (length == None ? 0 : length);
    }

    private static void WriteText(EncodingBuffer buffer, string? text)
    {
        if (text is null)
        {
            BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(sizeof(ushort)), None);
            buffer.Advance(sizeof(ushort));
            return;
        }

        // Ids and enum values were checked: at most 512 bytes.
        var span = buffer.GetSpan(sizeof(ushort) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, span[sizeof(ushort)..]);
        BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)written);
        buffer.Advance(sizeof(ushort) + written);
    }

    private static string? ReadText(ReadOnlySpan<byte> bytes, ref int at)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        at += sizeof(ushort);
        if (length == None) return null;
        var text = bytes.Slice(at, length);
        at += length;
        return RecentStrings.Decode(text);
    }
}

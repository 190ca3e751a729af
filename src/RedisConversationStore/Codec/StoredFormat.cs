using System.Buffers;
using System.Text;
using Conversations.Serialization;
using MessagePack;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>The format version every stored value begins with, and what happens to values that cannot be read.</summary>
internal static class StoredFormat
{
    /// <summary>The only format version there is.</summary>
    internal const byte Version = 1;

    /// <summary>Text that is not UTF-8 is damage, never replaced by question marks.</summary>
    internal static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Encodes a record: the format version, then its fields.</summary>
    internal static byte[] Encode<T>(T record)
        where T : class, IRecord<T>
    {
        var buffer = EncodingBuffer.Rent();
        buffer.Write([Version]);
        MessagePackFieldWriter.Write(buffer, record);
        return EncodingBuffer.Return(buffer);
    }

    /// <summary>Decodes a record.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no such record.</exception>
    internal static T Decode<T>(ReadOnlyMemory<byte> bytes, RedisKey key)
        where T : class, IRecord<T>
    {
        RequireVersion(bytes.Span, key);
        try
        {
            var reader = new MessagePackFieldReader(bytes[1..]);
            var record = reader.ReadRecord<T>();
            return reader.IsAtEnd ? record : throw new RecordFormatException("Bytes are left over behind the record.");
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw Corrupt(key, damage);
        }
    }

    /// <summary>Text of a field; the client's own conversion would put question marks for what is no UTF-8.</summary>
    internal static string Text(ReadOnlyMemory<byte> bytes) => StrictUtf8.GetString(bytes.Span);

    /// <summary>Text of a field.</summary>
    /// <exception cref="CorruptRecordException">It is no UTF-8.</exception>
    internal static string Text(ReadOnlyMemory<byte> bytes, RedisKey key)
    {
        try
        {
            return Text(bytes);
        }
        catch (DecoderFallbackException damage)
        {
            throw Corrupt(key, damage);
        }
    }

    /// <summary>An id.</summary>
    /// <exception cref="CorruptRecordException">It is none that a store takes.</exception>
    internal static string Id(RedisValue value, RedisKey key)
    {
        try
        {
            var id = Text(value);
            Check.Id(id, "The id");
            return id;
        }
        catch (ArgumentException damage)
        {
            throw Corrupt(key, damage);
        }
    }

    internal static void RequireVersion(ReadOnlySpan<byte> bytes, RedisKey key)
    {
        if (bytes.IsEmpty) throw new CorruptRecordException(key.ToString(), null, "It is empty.");
        if (bytes[0] != Version) throw new CorruptRecordException(key.ToString(), bytes[0], $"This version of the library reads format version {Version} only. If replicas run different versions, update this one.");
    }

    /// <summary>Whether an exception says that bytes are not what they should be.</summary>
    internal static bool IsDamage(Exception exception) =>
        exception is RecordFormatException or MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentException or FormatException;

    internal static CorruptRecordException Corrupt(RedisKey key, Exception damage) =>
        new(key.ToString(), Version, damage.Message, damage);
}

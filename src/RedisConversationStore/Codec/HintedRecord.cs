using System.Buffers;
using System.Text;
using Conversations.Serialization;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>A record that entries in other slots point to: format version, the nonce of its entries, then its fields.</summary>
/// <param name="Value">The record.</param>
/// <param name="Nonce">The nonce of its entries. An identity keeps the one it was created with, by which its creator knows it.</param>
internal readonly record struct HintedRecord<T>(T Value, string Nonce)
    where T : class, IRecord<T>
{
    private const int HeaderBytes = 1 + Redis.Nonce.Length;

    internal byte[] Encode()
    {
        var buffer = EncodingBuffer.Rent();
        buffer.Write([StoredFormat.Version]);
        Encoding.ASCII.GetBytes(Nonce, buffer);
        MessagePackFieldWriter.Write(buffer, Value);
        return EncodingBuffer.Return(buffer);
    }

    /// <exception cref="CorruptRecordException">The bytes are no such record.</exception>
    internal static HintedRecord<T> Decode(ReadOnlyMemory<byte> bytes, RedisKey key)
    {
        StoredFormat.RequireVersion(bytes.Span, key);
        try
        {
            var nonce = StoredFormat.Text(bytes[1..HeaderBytes]);
            if (nonce.Length != Redis.Nonce.Length) throw new RecordFormatException("The nonce has characters that no nonce has.");
            var reader = new MessagePackFieldReader(bytes[HeaderBytes..]);
            var value = reader.ReadRecord<T>();
            return reader.IsAtEnd ? new(value, nonce) : throw new RecordFormatException("Bytes are left over behind the record.");
        }
        catch (Exception damage) when (StoredFormat.IsDamage(damage))
        {
            throw StoredFormat.Corrupt(key, damage);
        }
    }

    /// <summary>The record, or null when the bytes are none.</summary>
    internal static HintedRecord<T>? TryDecode(ReadOnlyMemory<byte> bytes, RedisKey key)
    {
        try
        {
            return Decode(bytes, key);
        }
        catch (CorruptRecordException)
        {
            return null;
        }
    }

    /// <summary>The values of the encoded records of a hash.</summary>
    /// <param name="entries">Fields and records in turn.</param>
    /// <param name="key">The hash.</param>
    internal static T[] DecodeEntries(RedisValue[] entries, RedisKey key)
    {
        var records = new T[entries.Length / 2];
        for (var i = 0; i < records.Length; i++) records[i] = Decode(entries[(2 * i) + 1], key).Value;
        return records;
    }

    /// <summary>The values of encoded records.</summary>
    internal static T[] DecodeAll(RedisValue[] values, RedisKey key)
    {
        var records = new T[values.Length];
        for (var i = 0; i < records.Length; i++) records[i] = Decode(values[i], key).Value;
        return records;
    }
}

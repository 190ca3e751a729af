using System.Globalization;
using System.Text;
using Conversations.Serialization;
using MessagePack;
using StackExchange.Redis;

namespace Conversations.Redis;

/// <summary>Rooms as hashes, see <see cref="RoomFields"/>.</summary>
internal static class RoomCodec
{
    internal static byte[] EncodeRecord(Room room) => StoredFormat.Encode(room);

    /// <summary>A whole room: the fields and values of its hash, in turn.</summary>
    internal static RedisValue[] Encode(Room room, string epoch, RoomHint hint)
    {
        var fields = new List<RedisValue>(24 + (room.Metadata.Count * 2))
        {
            // A small hash is searched from its start: what each add reads and writes comes first.
            RoomFields.LatestIndex, room.LatestIndex,
            RoomFields.EventCount, room.EventCount,
        };
        if (room.Timers.LastActivityAt is { } active)
        {
            fields.Add(RoomFields.LastActivityAt);
            fields.Add(Instants.ToMicroseconds(active));
        }

        fields.AddRange(
        [
            RoomFields.Epoch, epoch,
            RoomFields.Status, room.Status.Value,
            RoomFields.DeliveredIndex, room.DeliveredIndex,
            RoomFields.Version, room.Version,
            RoomFields.CreatedAt, Instants.ToMicroseconds(room.CreatedAt),
            RoomFields.UpdatedAt, Instants.ToMicroseconds(room.UpdatedAt),
            RoomFields.Hint, hint.Format(),
            RoomFields.Record, EncodeRecord(room),
            RoomFields.MetadataOrdinal, room.Metadata.Count,
        ]);
        AppendMetadata(fields, room.Metadata);
        return fields.ToArray();
    }

    /// <summary>The metadata as field and value, field and value, with ordinals from 1 in key order.</summary>
    internal static void AppendMetadata(List<RedisValue> arguments, DataObject metadata)
    {
        var ordinal = 0;
        foreach (var (key, value) in metadata.AsSpan())
        {
            arguments.Add(MetadataField(key));
            arguments.Add(EncodeMetadata(++ordinal, value));
        }
    }

    internal static RedisValue MetadataField(string key) => RoomFields.MetadataPrefix + key;

    /// <summary>A metadata value without its ordinal, which a patch finds out on the server.</summary>
    internal static RedisValue EncodeMetadata(DataValue value)
    {
        var buffer = EncodingBuffer.Rent();
        MessagePackFieldWriter.Write(buffer, value);
        return EncodingBuffer.Return(buffer);
    }

    /// <summary>A room from the fields and values of its hash, in turn; null when there are none.</summary>
    /// <exception cref="CorruptRecordException">The fields are no room.</exception>
    internal static StoredRoom? Decode(RedisValue[] fieldsAndValues, RedisKey key)
    {
        if (fieldsAndValues.Length == 0) return null;
        try
        {
            return DecodeFields(fieldsAndValues, key);
        }
        catch (Exception damage) when (StoredFormat.IsDamage(damage))
        {
            throw StoredFormat.Corrupt(key, damage);
        }
    }

    /// <summary>Whether fields that every room has are those of a room; none are there when it does not exist.</summary>
    /// <exception cref="CorruptRecordException">Some are there, and others are missing.</exception>
    internal static bool IsRoom(RedisValue[] values, RedisKey key)
    {
        var missing = values.Count(static value => value.IsNull);
        return missing is 0 || (missing == values.Length ? false : throw new CorruptRecordException(key.ToString(), null, "A field of the room is missing."));
    }

    /// <summary>The delivered index of a room, from its field.</summary>
    /// <exception cref="CorruptRecordException">The field is damaged.</exception>
    internal static long DecodeDeliveredIndex(RedisValue index, RedisKey key) =>
        Guard(index, static value => Integer(value, least: -1), key);

    /// <summary>When a room was created, from its field.</summary>
    /// <exception cref="CorruptRecordException">The field is damaged.</exception>
    internal static DateTimeOffset DecodeCreatedAt(RedisValue createdAt, RedisKey key) =>
        Guard(createdAt, static value => Instants.FromMicroseconds(Integer(value)), key);

    /// <summary>Under which index entries a room is listed, from its field.</summary>
    /// <exception cref="CorruptRecordException">The field is damaged.</exception>
    internal static RoomHint DecodeHint(RedisValue hint, RedisKey key) =>
        Guard(hint, static value => RoomHint.Parse(StoredFormat.Text(value)), key);

    private static T Guard<T>(RedisValue value, Func<RedisValue, T> decode, RedisKey key)
    {
        try
        {
            return decode(value);
        }
        catch (Exception damage) when (StoredFormat.IsDamage(damage))
        {
            throw StoredFormat.Corrupt(key, damage);
        }
    }

    private static StoredRoom DecodeFields(RedisValue[] fieldsAndValues, RedisKey key)
    {
        Room? record = null;
        RoomStatus? status = null;
        long? createdAt = null;
        long? updatedAt = null;
        long? lastActivityAt = null;
        long? version = null;
        long? eventCount = null;
        long? latestIndex = null;
        long? deliveredIndex = null;
        string? epoch = null;
        string? hint = null;
        List<(long Ordinal, string Key, DataValue Value)>? metadata = null;
        for (var i = 0; i + 1 < fieldsAndValues.Length; i += 2)
        {
            var value = fieldsAndValues[i + 1];
            var field = StoredFormat.Text(fieldsAndValues[i]);
            switch (field)
            {
                case RoomFields.Record: record = StoredFormat.Decode<Room>(value, key); break;
                case RoomFields.Status: status = new RoomStatus(StoredFormat.Text(value)); break;
                case RoomFields.CreatedAt: createdAt = Integer(value); break;
                case RoomFields.UpdatedAt: updatedAt = Integer(value); break;
                case RoomFields.LastActivityAt: lastActivityAt = Integer(value); break;
                case RoomFields.Version: version = Integer(value, least: 1); break;
                case RoomFields.EventCount: eventCount = Integer(value, least: 0); break;
                case RoomFields.LatestIndex: latestIndex = Integer(value, least: -1); break;
                case RoomFields.DeliveredIndex: deliveredIndex = Integer(value, least: -1); break;
                case RoomFields.Epoch: epoch = StoredFormat.Text(value); break;
                case RoomFields.Hint: hint = StoredFormat.Text(value); break;
                default:
                    if (field.StartsWith(RoomFields.MetadataPrefix, StringComparison.Ordinal)) (metadata ??= []).Add(DecodeMetadata(field, value));
                    break;
            }
        }

        if (record is null || status is null || createdAt is null || updatedAt is null || version is null || eventCount is null || latestIndex is null || deliveredIndex is null || epoch is null || hint is null)
        {
            throw new RecordFormatException("A field of the room is missing.");
        }

        if (epoch.Length != Epoch.Length) throw new RecordFormatException($"The epoch has {epoch.Length} characters, not {Epoch.Length}.");

        var room = record with
        {
            Status = status.Value,
            CreatedAt = Instants.FromMicroseconds(createdAt.Value),
            UpdatedAt = Instants.FromMicroseconds(updatedAt.Value),
            Timers = lastActivityAt is { } active ? record.Timers with { LastActivityAt = Instants.FromMicroseconds(active) } : record.Timers,
            Metadata = ToObject(metadata),
            EventCount = eventCount.Value,
            LatestIndex = latestIndex.Value,
            DeliveredIndex = deliveredIndex.Value,
            Version = version.Value,
        };
        return new(room, epoch, RoomHint.Parse(hint));
    }

    private static RedisValue EncodeMetadata(int ordinal, DataValue value)
    {
        var buffer = EncodingBuffer.Rent();
        var span = buffer.GetSpan(16);
        ordinal.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
        span[written] = (byte)':';
        buffer.Advance(written + 1);
        MessagePackFieldWriter.Write(buffer, value);
        return EncodingBuffer.Return(buffer);
    }

    private static (long Ordinal, string Key, DataValue Value) DecodeMetadata(string field, ReadOnlyMemory<byte> stored)
    {
        var colon = stored.Span.IndexOf((byte)':');
        if (colon < 1 || !long.TryParse(stored.Span[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)) throw new RecordFormatException("A metadata value has no ordinal.");
        var reader = new MessagePackFieldReader(stored[(colon + 1)..]);
        var value = reader.ReadData();
        return reader.IsAtEnd ? (ordinal, field[RoomFields.MetadataPrefix.Length..], value) : throw new RecordFormatException("Bytes are left over behind a metadata value.");
    }

    private static DataObject ToObject(List<(long Ordinal, string Key, DataValue Value)>? metadata)
    {
        if (metadata is null) return DataObject.Empty;
        metadata.Sort(static (left, right) => left.Ordinal.CompareTo(right.Ordinal));
        var members = new KeyValuePair<string, DataValue>[metadata.Count];
        for (var i = 0; i < members.Length; i++) members[i] = new(metadata[i].Key, metadata[i].Value);
        return new(members);
    }

    private static long Integer(RedisValue value, long least = long.MinValue) =>
        value.TryParse(out long integer) && integer >= least && integer <= Check.MaxCursor ? integer : throw new RecordFormatException("A field of the room is not an integer, or not one it can be.");
}

/// <summary>A room with what the store alone knows of it.</summary>
/// <param name="Room">The room.</param>
/// <param name="Epoch">Tells this incarnation from a deleted one.</param>
/// <param name="Hint">Under which index entries the room is listed.</param>
internal sealed record StoredRoom(Room Room, string Epoch, RoomHint Hint);

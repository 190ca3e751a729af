using System.Text;

namespace Conversations.Serialization;

/// <summary>The size an event has in the stored format, without encoding it: a store that keeps objects measures with it what one that keeps bytes would refuse. A test holds it against the encoder.</summary>
internal struct StoredEventSize : IFieldWriter
{
    /// <summary>Format version, created_at, the call's nonce and the three lengths of the header.</summary>
    internal const int FixedHeaderBytes = 1 + 8 + 4 + (3 * 2);

    private long bytes;
    private int fields;

    public readonly bool OmitsDefaults => true;

    public readonly bool IsInterchange => false;

    internal static long Of(RoomEvent roomEvent) =>
        FixedHeaderBytes
        + Utf8(roomEvent.IdempotencyKey)
        + Utf8(roomEvent.ParentEventId)
        + Utf8(roomEvent.Type.Value)
        + OfRecord(roomEvent);

    public void WriteString(Field field, string value) => Add(field, OfString(value));

    public void WriteInt64(Field field, long value) => Add(field, OfInteger(value));

    public void WriteDouble(Field field, double value) => Add(field, 9);

    public void WriteBoolean(Field field, bool value) => Add(field, 1);

    public void WriteInstant(Field field, DateTimeOffset value) => Add(field, OfInteger(Instants.ToMicroseconds(value)));

    public void WriteData(Field field, DataValue value) => Add(field, OfData(value));

    public void WriteStrings(Field field, ValueList<string> value) => Add(field, OfStrings(value));

    public void WriteStringMap(Field field, ValueMap<string> value)
    {
        Add(field, OfMapHeader(value.Count));
        foreach (var (key, item) in value.AsSpan()) bytes += OfString(key) + OfString(item);
    }

    public void WriteStringListMap(Field field, ValueMap<ValueList<string>> value)
    {
        Add(field, OfMapHeader(value.Count));
        foreach (var (key, items) in value.AsSpan()) bytes += OfString(key) + OfStrings(items);
    }

    public void WriteRecord<T>(Field field, T value)
        where T : class, IRecord<T> =>
        Add(field, OfRecord(value));

    public void WriteRecords<T>(Field field, ValueList<T> value)
        where T : class, IRecord<T>
    {
        Add(field, OfMapHeader(value.Count));
        foreach (var item in value.AsSpan()) bytes += OfRecord(item);
    }

    public void WriteUnknown(DataObject members)
    {
        foreach (var (name, value) in members.AsSpan())
        {
            fields++;
            bytes += FieldNumbers.TryParse(name, out var number) ? OfInteger(number) : OfString(name);
            bytes += OfUnknownData(value);
        }
    }

    private void Add(Field field, long size)
    {
        fields++;
        bytes += OfInteger(field.Number) + size;
    }

    private static long OfRecord<T>(T value)
        where T : class, IRecord<T>
    {
        var size = default(StoredEventSize);
        T.Write(value, ref size);
        return OfMapHeader(size.fields) + size.bytes;
    }

    private static long OfStrings(ValueList<string> items)
    {
        var size = OfMapHeader(items.Count);
        foreach (var item in items.AsSpan()) size += OfString(item);
        return size;
    }

    private static long OfData(DataValue value)
    {
        switch (value.Kind)
        {
            case DataKind.Null or DataKind.Boolean:
                return 1;
            case DataKind.Integer:
                return OfInteger(value.AsInt64());
            case DataKind.Number:
                return 9;
            case DataKind.String:
                return OfString(value.AsString());
            case DataKind.Array:
                var array = OfMapHeader(value.AsArray().Count);
                foreach (var item in value.AsArray().AsSpan()) array += OfData(item);
                return array;
            default:
                var map = OfMapHeader(value.AsObject().Count);
                foreach (var (key, item) in value.AsObject().AsSpan()) map += OfString(key) + OfData(item);
                return map;
        }
    }

    // Inside unknown members, names of the form #n are field numbers at every level.
    private static long OfUnknownData(DataValue value)
    {
        switch (value.Kind)
        {
            case DataKind.Array:
                var array = OfMapHeader(value.AsArray().Count);
                foreach (var item in value.AsArray().AsSpan()) array += OfUnknownData(item);
                return array;
            case DataKind.Object:
                var size = default(StoredEventSize);
                size.WriteUnknown(value.AsObject());
                return OfMapHeader(size.fields) + size.bytes;
            default:
                return OfData(value);
        }
    }

    private static long Utf8(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private static long OfString(string text)
    {
        var length = Utf8(text);
        return length + length switch
        {
            < 32 => 1,
            <= byte.MaxValue => 2,
            <= ushort.MaxValue => 3,
            _ => 5,
        };
    }

    private static long OfMapHeader(int count) => count switch
    {
        < 16 => 1,
        <= ushort.MaxValue => 3,
        _ => 5,
    };

    private static long OfInteger(long value) => value switch
    {
        >= -32 and <= 127 => 1,
        >= sbyte.MinValue and <= byte.MaxValue => 2,
        >= short.MinValue and <= ushort.MaxValue => 3,
        >= int.MinValue and <= uint.MaxValue => 5,
        _ => 9,
    };
}

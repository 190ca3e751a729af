using System.Buffers;
using Conversations.Serialization;
using MessagePack;

namespace Conversations.Redis;

/// <summary>Writes records in the stored format: a MessagePack map from field numbers to values, fields with their default value left out, instants as microseconds since 1970. Free-form data maps strings to values; members this version does not know keep their number or name.</summary>
internal ref struct MessagePackFieldWriter : IFieldWriter
{
    private MessagePackWriter writer;

    private MessagePackFieldWriter(IBufferWriter<byte> output) => writer = new(output);

    public readonly bool OmitsDefaults => true;

    public readonly bool IsInterchange => false;

    /// <summary>Appends a record to a buffer.</summary>
    internal static void Write<T>(IBufferWriter<byte> output, T value)
        where T : class, IRecord<T>
    {
        var fields = new MessagePackFieldWriter(output);
        fields.WriteMap(value);
        fields.writer.Flush();
    }

    /// <summary>Appends a free-form value to a buffer.</summary>
    internal static void Write(IBufferWriter<byte> output, DataValue value)
    {
        var fields = new MessagePackFieldWriter(output);
        fields.WriteValue(value, isUnknown: false);
        fields.writer.Flush();
    }

    public void WriteString(Field field, string value)
    {
        writer.Write(field.Number);
        writer.Write(value);
    }

    public void WriteInt64(Field field, long value)
    {
        writer.Write(field.Number);
        writer.Write(value);
    }

    public void WriteDouble(Field field, double value)
    {
        writer.Write(field.Number);
        writer.Write(value);
    }

    public void WriteBoolean(Field field, bool value)
    {
        writer.Write(field.Number);
        writer.Write(value);
    }

    public void WriteInstant(Field field, DateTimeOffset value)
    {
        writer.Write(field.Number);
        writer.Write(Instants.ToMicroseconds(value));
    }

    public void WriteData(Field field, DataValue value)
    {
        writer.Write(field.Number);
        WriteValue(value, isUnknown: false);
    }

    public void WriteStrings(Field field, ValueList<string> value)
    {
        writer.Write(field.Number);
        WriteList(value);
    }

    public void WriteStringMap(Field field, ValueMap<string> value)
    {
        writer.Write(field.Number);
        writer.WriteMapHeader(value.Count);
        foreach (var (key, item) in value.AsSpan())
        {
            writer.Write(key);
            writer.Write(item);
        }
    }

    public void WriteStringListMap(Field field, ValueMap<ValueList<string>> value)
    {
        writer.Write(field.Number);
        writer.WriteMapHeader(value.Count);
        foreach (var (key, items) in value.AsSpan())
        {
            writer.Write(key);
            WriteList(items);
        }
    }

    public void WriteRecord<T>(Field field, T value)
        where T : class, IRecord<T>
    {
        writer.Write(field.Number);
        WriteMap(value);
    }

    public void WriteRecords<T>(Field field, ValueList<T> value)
        where T : class, IRecord<T>
    {
        writer.Write(field.Number);
        writer.WriteArrayHeader(value.Count);
        foreach (var item in value.AsSpan()) WriteMap(item);
    }

    public void WriteUnknown(DataObject members)
    {
        foreach (var (name, value) in members.AsSpan())
        {
            if (FieldNumbers.TryParse(name, out var number)) writer.Write(number);
            else writer.Write(name);
            WriteValue(value, isUnknown: true);
        }
    }

    private void WriteMap<T>(T value)
        where T : class, IRecord<T>
    {
        var counter = default(FieldCounter);
        T.Write(value, ref counter);
        writer.WriteMapHeader(counter.Count);
        T.Write(value, ref this);
    }

    private void WriteList(ValueList<string> items)
    {
        writer.WriteArrayHeader(items.Count);
        foreach (var item in items.AsSpan()) writer.Write(item);
    }

    private void WriteValue(DataValue value, bool isUnknown)
    {
        switch (value.Kind)
        {
            case DataKind.Null:
                writer.WriteNil();
                break;
            case DataKind.Boolean:
                writer.Write(value.AsBoolean());
                break;
            case DataKind.Integer:
                writer.Write(value.AsInt64());
                break;
            case DataKind.Number:
                writer.Write(value.AsDouble());
                break;
            case DataKind.String:
                writer.Write(value.AsString());
                break;
            case DataKind.Array:
                var items = value.AsArray();
                writer.WriteArrayHeader(items.Count);
                foreach (var item in items.AsSpan()) WriteValue(item, isUnknown);
                break;
            default:
                var members = value.AsObject();
                writer.WriteMapHeader(members.Count);
                if (isUnknown)
                {
                    WriteUnknown(members);
                    break;
                }

                foreach (var (key, item) in members.AsSpan())
                {
                    writer.Write(key);
                    WriteValue(item, isUnknown: false);
                }

                break;
        }
    }
}

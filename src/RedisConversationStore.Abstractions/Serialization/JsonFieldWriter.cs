using System.Globalization;
using System.Text.Json;

namespace Conversations.Serialization;

/// <summary>Writes records as JSON: names of the interchange, every field but null ones.</summary>
internal readonly struct JsonFieldWriter(Utf8JsonWriter json) : IFieldWriter
{
    public bool OmitsDefaults => false;

    public bool IsInterchange => true;

    public void WriteString(Field field, string value) => json.WriteString(field.Name, value);

    public void WriteInt64(Field field, long value) => json.WriteNumber(field.Name, value);

    public void WriteDouble(Field field, double value)
    {
        json.WritePropertyName(field.Name);
        WriteNumber(json, value);
    }

    public void WriteBoolean(Field field, bool value) => json.WriteBoolean(field.Name, value);

    public void WriteInstant(Field field, DateTimeOffset value) =>
        json.WriteString(field.Name, Instants.Normalize(value).UtcDateTime);

    public void WriteData(Field field, DataValue value)
    {
        json.WritePropertyName(field.Name);
        WriteValue(json, value);
    }

    public void WriteStrings(Field field, ValueList<string> value)
    {
        json.WritePropertyName(field.Name);
        WriteArray(value);
    }

    public void WriteStringMap(Field field, ValueMap<string> value)
    {
        json.WriteStartObject(field.Name);
        foreach (var (key, item) in value.AsSpan()) json.WriteString(key, item);
        json.WriteEndObject();
    }

    public void WriteStringListMap(Field field, ValueMap<ValueList<string>> value)
    {
        json.WriteStartObject(field.Name);
        foreach (var (key, items) in value.AsSpan())
        {
            json.WritePropertyName(key);
            WriteArray(items);
        }

        json.WriteEndObject();
    }

    public void WriteRecord<T>(Field field, T value)
        where T : class, IRecord<T>
    {
        json.WritePropertyName(field.Name);
        Write(json, value);
    }

    public void WriteRecords<T>(Field field, ValueList<T> value)
        where T : class, IRecord<T>
    {
        json.WriteStartArray(field.Name);
        foreach (var item in value.AsSpan()) Write(json, item);
        json.WriteEndArray();
    }

    public void WriteUnknown(DataObject members)
    {
        foreach (var (name, value) in members.AsSpan())
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
    }

    internal static void Write<T>(Utf8JsonWriter json, T value)
        where T : class, IRecord<T>
    {
        json.WriteStartObject();
        var writer = new JsonFieldWriter(json);
        T.Write(value, ref writer);
        json.WriteEndObject();
    }

    internal static void WriteValue(Utf8JsonWriter json, DataValue value)
    {
        switch (value.Kind)
        {
            case DataKind.Null:
                json.WriteNullValue();
                break;
            case DataKind.Boolean:
                json.WriteBooleanValue(value.AsBoolean());
                break;
            case DataKind.Integer:
                json.WriteNumberValue(value.AsInt64());
                break;
            case DataKind.Number:
                WriteNumber(json, value.AsDouble());
                break;
            case DataKind.String:
                json.WriteStringValue(value.AsString());
                break;
            case DataKind.Array:
                json.WriteStartArray();
                foreach (var item in value.AsArray().AsSpan()) WriteValue(json, item);
                json.WriteEndArray();
                break;
            default:
                WriteObject(json, value.AsObject());
                break;
        }
    }

    internal static void WriteObject(Utf8JsonWriter json, DataObject value)
    {
        json.WriteStartObject();
        new JsonFieldWriter(json).WriteUnknown(value);
        json.WriteEndObject();
    }

    private void WriteArray(ValueList<string> items)
    {
        json.WriteStartArray();
        foreach (var item in items.AsSpan()) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    // 1.0 is written "1.0" and not "1": read back, a number stays a number.
    private static void WriteNumber(Utf8JsonWriter json, double value)
    {
        Span<char> text = stackalloc char[40];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        if (text[..length].ContainsAny(".eE")) json.WriteNumberValue(value);
        else json.WriteRawValue([.. text[..length], '.', '0'], skipInputValidation: true);
    }
}

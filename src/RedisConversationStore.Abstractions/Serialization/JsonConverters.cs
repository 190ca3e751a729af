using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conversations.Serialization;

/// <summary>Plugs the description of a record into System.Text.Json.</summary>
internal sealed class RecordJsonConverter<T> : JsonConverter<T>
    where T : class, IRecord<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var fields = new JsonFieldReader(reader);
        try
        {
            var value = fields.ReadRecord<T>();
            reader = fields.Json;
            return value;
        }
        catch (RecordFormatException invalid)
        {
            throw new JsonException(invalid.Message, invalid);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonFieldWriter.Write(writer, value);
}

internal sealed class DataValueJsonConverter : JsonConverter<DataValue>
{
    public override bool HandleNull => true;

    public override DataValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var fields = new JsonFieldReader(reader);
        try
        {
            var value = fields.ReadData();
            reader = fields.Json;
            return value;
        }
        catch (RecordFormatException invalid)
        {
            throw new JsonException(invalid.Message, invalid);
        }
    }

    public override void Write(Utf8JsonWriter writer, DataValue value, JsonSerializerOptions options) => JsonFieldWriter.WriteValue(writer, value);
}

internal sealed class DataObjectJsonConverter : JsonConverter<DataObject>
{
    public override DataObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var fields = new JsonFieldReader(reader);
        try
        {
            var value = fields.ReadObject();
            reader = fields.Json;
            return value;
        }
        catch (RecordFormatException invalid)
        {
            throw new JsonException(invalid.Message, invalid);
        }
    }

    public override void Write(Utf8JsonWriter writer, DataObject value, JsonSerializerOptions options) => JsonFieldWriter.WriteObject(writer, value);
}

/// <summary>Reads and writes an open enum as its wire string.</summary>
internal sealed class OpenEnumJsonConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnum<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return string.IsNullOrWhiteSpace(value) ? throw new JsonException($"A value of {typeof(T).Name} is a string that is not empty.") : T.Create(value);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

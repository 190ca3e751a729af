namespace Conversations.Serialization;

/// <summary>What a record's description calls: which values are written and which are left out. Null is never written; a default is left out by formats that omit defaults.</summary>
internal static class FieldWriterExtensions
{
    internal static void String<TWriter>(ref this TWriter writer, Field field, string? value, string? omit = null)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value is null || (writer.OmitsDefaults && value == omit)) return;
        writer.WriteString(field, value);
    }

    internal static void Enum<TWriter, TEnum>(ref this TWriter writer, Field field, TEnum value)
        where TWriter : struct, IFieldWriter, allows ref struct
        where TEnum : struct, IOpenEnum<TEnum> =>
        writer.String(field, value.Value, default(TEnum).Value);

    internal static void Int64<TWriter>(ref this TWriter writer, Field field, long? value, long? omit = null)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value is not { } known || (writer.OmitsDefaults && known == omit)) return;
        writer.WriteInt64(field, known);
    }

    internal static void Double<TWriter>(ref this TWriter writer, Field field, double? value, double? omit = null)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value is not { } known || (writer.OmitsDefaults && known.Equals(omit))) return;
        writer.WriteDouble(field, known);
    }

    internal static void Boolean<TWriter>(ref this TWriter writer, Field field, bool value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (!value && writer.OmitsDefaults) return;
        writer.WriteBoolean(field, value);
    }

    internal static void Instant<TWriter>(ref this TWriter writer, Field field, DateTimeOffset? value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value is { } known) writer.WriteInstant(field, known);
    }

    /// <summary>Free-form data that may be of any kind; null is left out.</summary>
    internal static void Data<TWriter>(ref this TWriter writer, Field field, DataValue value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (!value.IsNull) writer.WriteData(field, value);
    }

    /// <summary>A free-form object whose default is the empty one.</summary>
    internal static void Object<TWriter>(ref this TWriter writer, Field field, DataObject value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value.Count == 0 && writer.OmitsDefaults) return;
        writer.WriteData(field, value);
    }

    /// <summary>A list whose default is null: an empty one is written.</summary>
    internal static void OptionalStrings<TWriter>(ref this TWriter writer, Field field, ValueList<string>? value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value is not null) writer.WriteStrings(field, value);
    }

    /// <summary>A list whose default is the empty one.</summary>
    internal static void Strings<TWriter>(ref this TWriter writer, Field field, ValueList<string> value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value.Count == 0 && writer.OmitsDefaults) return;
        writer.WriteStrings(field, value);
    }

    internal static void Objects<TWriter>(ref this TWriter writer, Field field, ValueList<DataObject> value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value.Count == 0 && writer.OmitsDefaults) return;
        var items = new DataValue[value.Count];
        for (var i = 0; i < items.Length; i++) items[i] = value[i];
        writer.WriteData(field, new ValueList<DataValue>(items));
    }

    internal static void StringMap<TWriter>(ref this TWriter writer, Field field, ValueMap<string> value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value.Count == 0 && writer.OmitsDefaults) return;
        writer.WriteStringMap(field, value);
    }

    internal static void StringListMap<TWriter>(ref this TWriter writer, Field field, ValueMap<ValueList<string>> value)
        where TWriter : struct, IFieldWriter, allows ref struct
    {
        if (value.Count == 0 && writer.OmitsDefaults) return;
        writer.WriteStringListMap(field, value);
    }

    /// <summary>A nested record; null is left out, and so is <paramref name="omit"/> by formats that omit defaults.</summary>
    internal static void Record<TWriter, T>(ref this TWriter writer, Field field, T? value, T? omit = null)
        where TWriter : struct, IFieldWriter, allows ref struct
        where T : class, IRecord<T>
    {
        if (value is null || (writer.OmitsDefaults && omit is not null && (ReferenceEquals(value, omit) || value.Equals(omit)))) return;
        writer.WriteRecord(field, value);
    }
}

/// <summary>Conversions that every reader shares.</summary>
internal static class FieldReaderExtensions
{
    /// <summary>The present for an instant that is absent, as interchange may leave it out. The stored format always has it: there it is damage.</summary>
    internal static DateTimeOffset NowUnlessStored<TReader>(ref this TReader reader, FieldTable fields, Field field)
        where TReader : struct, IFieldReader, allows ref struct =>
        reader.IsInterchange ? Instants.Now : throw RecordFormatException.Missing(fields, field);

    internal static TEnum ReadEnum<TReader, TEnum>(ref this TReader reader)
        where TReader : struct, IFieldReader, allows ref struct
        where TEnum : struct, IOpenEnum<TEnum>
    {
        var value = reader.ReadString();
        return string.IsNullOrWhiteSpace(value) ? throw new RecordFormatException("An enum value is empty.") : TEnum.Create(value);
    }

    internal static int ReadInt32<TReader>(ref this TReader reader)
        where TReader : struct, IFieldReader, allows ref struct
    {
        var value = reader.ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new RecordFormatException($"{value} does not fit into 32 bits.");
    }

    internal static DataObject ReadObject<TReader>(ref this TReader reader)
        where TReader : struct, IFieldReader, allows ref struct =>
        AsObject(reader.ReadData());

    internal static ValueList<DataObject> ReadObjects<TReader>(ref this TReader reader)
        where TReader : struct, IFieldReader, allows ref struct
    {
        var value = reader.ReadData();
        if (value.Kind != DataKind.Array) throw new RecordFormatException($"Expected an array of objects, found {value.Kind}.");
        var items = value.AsArray();
        var objects = new DataObject[items.Count];
        for (var i = 0; i < objects.Length; i++) objects[i] = AsObject(items[i]);
        return new(objects);
    }

    private static DataObject AsObject(DataValue value) =>
        value.Kind == DataKind.Object ? value.AsObject() : throw new RecordFormatException($"Expected an object, found {value.Kind}.");
}

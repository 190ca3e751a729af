namespace Conversations.Serialization;

/// <summary>A record that says once which fields it has: the JSON interchange and the stored MessagePack are two writers and two readers of the same description, so they cannot drift apart.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
internal interface IRecord<TSelf>
    where TSelf : class, IRecord<TSelf>
{
    /// <summary>The fields of the record.</summary>
    static abstract FieldTable Fields { get; }

    /// <summary>Writes every field, then the unknown members.</summary>
    static abstract void Write<TWriter>(TSelf value, ref TWriter writer)
        where TWriter : struct, IFieldWriter, allows ref struct;

    /// <summary>Reads fields in any order until the record ends.</summary>
    /// <exception cref="RecordFormatException">A required field is missing, or a field has a value of the wrong kind.</exception>
    static abstract TSelf Read<TReader>(ref TReader reader)
        where TReader : struct, IFieldReader, allows ref struct;
}

/// <summary>Writes the fields of one record. Whether a field is written at all is decided in <see cref="FieldWriterExtensions"/>, the same for all formats.</summary>
internal interface IFieldWriter
{
    /// <summary>Whether fields that have their default value are left out, as the stored format does.</summary>
    bool OmitsDefaults { get; }

    /// <summary>Whether this is the JSON interchange, which differs from the stored format in a few named places.</summary>
    bool IsInterchange { get; }

    void WriteString(Field field, string value);

    void WriteInt64(Field field, long value);

    void WriteDouble(Field field, double value);

    void WriteBoolean(Field field, bool value);

    void WriteInstant(Field field, DateTimeOffset value);

    void WriteData(Field field, DataValue value);

    void WriteStrings(Field field, ValueList<string> value);

    void WriteStringMap(Field field, ValueMap<string> value);

    void WriteStringListMap(Field field, ValueMap<ValueList<string>> value);

    void WriteRecord<T>(Field field, T value)
        where T : class, IRecord<T>;

    void WriteRecords<T>(Field field, ValueList<T> value)
        where T : class, IRecord<T>;

    /// <summary>Writes members that this version does not know: a name <c>#n</c> stands for field number n where the format has numbers.</summary>
    void WriteUnknown(DataObject members);
}

/// <summary>Reads the fields of one record.</summary>
internal interface IFieldReader
{
    /// <summary>Whether this is the JSON interchange.</summary>
    bool IsInterchange { get; }

    /// <summary>Moves to the next field that has a value; null values of known fields are passed over.</summary>
    /// <param name="fields">The record's fields.</param>
    /// <param name="number">The field's number, 0 for one this version does not know.</param>
    /// <returns>False at the end of the record.</returns>
    bool Next(FieldTable fields, out int number);

    /// <summary>The value of a string field of the record being read, looked up ahead without moving.</summary>
    string? Peek(FieldTable fields, Field field);

    /// <summary>Keeps the unknown field just met.</summary>
    void ReadUnknown(ref UnknownMembers members);

    /// <summary>Passes over the value of the field just met.</summary>
    void Skip();

    string ReadString();

    long ReadInt64();

    double ReadDouble();

    bool ReadBoolean();

    DateTimeOffset ReadInstant();

    DataValue ReadData();

    ValueList<string> ReadStrings();

    ValueMap<string> ReadStringMap();

    ValueMap<ValueList<string>> ReadStringListMap();

    T ReadRecord<T>()
        where T : class, IRecord<T>;

    ValueList<T> ReadRecords<T>()
        where T : class, IRecord<T>;
}

/// <summary>Collects the members of a record that this version does not know.</summary>
internal struct UnknownMembers
{
    private List<KeyValuePair<string, DataValue>>? members;

    internal void Add(string name, DataValue value) => (members ??= []).Add(new(name, value));

    internal readonly DataObject ToObject()
    {
        if (members is null) return DataObject.Empty;
        try
        {
            return DataObject.From(members);
        }
        catch (ArgumentException duplicate)
        {
            throw new RecordFormatException(duplicate.Message, duplicate);
        }
    }
}

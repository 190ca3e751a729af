using Conversations.Serialization;

namespace Conversations.Redis;

/// <summary>Counts the fields a record will have: MessagePack wants the number of a map's entries before the first.</summary>
internal struct FieldCounter : IFieldWriter
{
    internal int Count { get; private set; }

    public readonly bool OmitsDefaults => true;

    public readonly bool IsInterchange => false;

    public void WriteString(Field field, string value) => Count++;

    public void WriteInt64(Field field, long value) => Count++;

    public void WriteDouble(Field field, double value) => Count++;

    public void WriteBoolean(Field field, bool value) => Count++;

    public void WriteInstant(Field field, DateTimeOffset value) => Count++;

    public void WriteData(Field field, DataValue value) => Count++;

    public void WriteStrings(Field field, ValueList<string> value) => Count++;

    public void WriteStringMap(Field field, ValueMap<string> value) => Count++;

    public void WriteStringListMap(Field field, ValueMap<ValueList<string>> value) => Count++;

    public void WriteRecord<T>(Field field, T value)
        where T : class, IRecord<T> => Count++;

    public void WriteRecords<T>(Field field, ValueList<T> value)
        where T : class, IRecord<T> => Count++;

    public void WriteUnknown(DataObject members) => Count += members.Count;
}

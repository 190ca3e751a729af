using System.Buffers;
using System.Text;
using Conversations.Serialization;
using MessagePack;

namespace Conversations.Redis;

/// <summary>Reads records in the stored format, see <see cref="MessagePackFieldWriter"/>. Nothing is allocated on the word of a length that the input does not back.</summary>
internal ref struct MessagePackFieldReader : IFieldReader
{
    private const int LargestTrustedCount = 64;

    private MessagePackReader reader;
    private int remaining;
    private int depth;

    // The numbers of the fields met so far in the record being read.
    private ulong met;
    private string name = "";

    internal MessagePackFieldReader(ReadOnlyMemory<byte> input) => reader = new(input);

    public readonly bool IsInterchange => false;

    /// <summary>Whether the whole input was read.</summary>
    internal readonly bool IsAtEnd => reader.End;

    public bool Next(FieldTable fields, out int number)
    {
        while (remaining > 0)
        {
            remaining--;
            number = ReadKey(fields);
            if (number == 0) return true;
            if ((met & (1UL << number)) != 0) throw new RecordFormatException($"{fields.Record} has field {number} twice.");
            met |= 1UL << number;
            if (!reader.TryReadNil()) return true;
        }

        number = 0;
        return false;
    }

    public readonly string? Peek(FieldTable fields, Field field)
    {
        var ahead = this;
        for (; ahead.remaining > 0; ahead.remaining--)
        {
            if (ahead.ReadKey(fields) == field.Number) return ahead.reader.NextMessagePackType == MessagePackType.String ? ahead.ReadString() : null;
            ahead.Skip();
        }

        return null;
    }

    public void ReadUnknown(ref UnknownMembers members)
    {
        var member = name;
        members.Add(member, ReadValue(isUnknown: true));
    }

    // Not the reader's own: that one follows nesting of any depth down the stack.
    public void Skip() => _ = ReadValue(isUnknown: true);

    public string ReadString()
    {
        Expect(MessagePackType.String);
        if (reader.TryReadStringSpan(out var utf8)) return RecentStrings.Decode(utf8);
        var bytes = reader.ReadStringSequence();
        return bytes is { } sequence ? StoredFormat.StrictUtf8.GetString(sequence) : throw new RecordFormatException("A string is missing.");
    }

    public long ReadInt64()
    {
        Expect(MessagePackType.Integer);
        return reader.ReadInt64();
    }

    public double ReadDouble()
    {
        Expect(MessagePackType.Float);
        var value = reader.ReadDouble();
        return double.IsFinite(value) ? value : throw new RecordFormatException("A number is not finite.");
    }

    public bool ReadBoolean()
    {
        Expect(MessagePackType.Boolean);
        return reader.ReadBoolean();
    }

    public DateTimeOffset ReadInstant() => Instants.FromMicroseconds(ReadInt64());

    public DataValue ReadData() => ReadValue(isUnknown: false);

    public ValueList<string> ReadStrings()
    {
        var items = BeginArray<string>(out var count);
        for (; count > 0; count--) items.Add(ReadString());
        return ValueList.From(items);
    }

    public ValueMap<string> ReadStringMap()
    {
        var entries = BeginMap<string>(out var count);
        for (; count > 0; count--) entries.Add(new(ReadString(), ReadString()));
        return new(entries.ToArray());
    }

    public ValueMap<ValueList<string>> ReadStringListMap()
    {
        var entries = BeginMap<ValueList<string>>(out var count);
        for (; count > 0; count--) entries.Add(new(ReadString(), ReadStrings()));
        return new(entries.ToArray());
    }

    public T ReadRecord<T>()
        where T : class, IRecord<T>
    {
        var outer = BeginRecord();
        var value = T.Read(ref this);
        EndRecord(outer);
        return value;
    }

    public ValueList<T> ReadRecords<T>()
        where T : class, IRecord<T>
    {
        var items = BeginArray<T>(out var count);
        for (; count > 0; count--) items.Add(ReadRecord<T>());
        return ValueList.From(items);
    }

    /// <summary>An event, with what is kept of it outside its fields.</summary>
    internal RoomEvent ReadEvent(in EventEnvelope envelope)
    {
        var outer = BeginRecord();
        var value = RoomEvent.Read(ref this, envelope);
        EndRecord(outer);
        return value;
    }

    private (int Remaining, ulong Met) BeginRecord()
    {
        Expect(MessagePackType.Map);
        Deepen();
        var outer = (remaining, met);
        remaining = reader.ReadMapHeader();
        met = 0;
        return outer;
    }

    private void EndRecord((int Remaining, ulong Met) outer)
    {
        depth--;
        (remaining, met) = outer;
    }

    private int ReadKey(FieldTable fields)
    {
        var type = reader.NextMessagePackType;
        if (type == MessagePackType.String)
        {
            // A member that an older version stored by name, because it did not know the field.
            name = ReadString();
            return fields.NumberOf(name);
        }

        if (type != MessagePackType.Integer) throw Unexpected(MessagePackType.Integer, type);
        var number = reader.ReadInt64();
        if (fields.Knows(number)) return (int)number;
        if (!FieldNumbers.IsValid(number)) throw new RecordFormatException($"{number} is no field number.");
        name = FieldNumbers.ToName(number);
        return 0;
    }

    private DataValue ReadValue(bool isUnknown)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                return DataValue.Null;
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.Integer:
                return reader.ReadInt64();
            case MessagePackType.Float:
                return ReadDouble();
            case MessagePackType.String:
                return ReadString();
            case MessagePackType.Array:
                Deepen();
                var items = BeginArray<DataValue>(out var count);
                for (; count > 0; count--) items.Add(ReadValue(isUnknown));
                depth--;
                return ValueList.From(items);
            case MessagePackType.Map:
                Deepen();
                var members = BeginMap<DataValue>(out var memberCount);
                for (; memberCount > 0; memberCount--) members.Add(new(ReadName(isUnknown), ReadValue(isUnknown)));
                depth--;
                return members.Count == 0 ? DataObject.Empty : new DataObject(members.ToArray());
            default:
                throw new RecordFormatException($"A value of type {reader.NextMessagePackType} is not JSON-shaped.");
        }
    }

    private string ReadName(bool isUnknown)
    {
        if (!isUnknown || reader.NextMessagePackType != MessagePackType.Integer) return ReadString();
        var number = ReadInt64();
        return FieldNumbers.IsValid(number) ? FieldNumbers.ToName(number) : throw new RecordFormatException($"{number} is no field number.");
    }

    private List<T> BeginArray<T>(out int count)
    {
        Expect(MessagePackType.Array);
        count = reader.ReadArrayHeader();
        return new(Math.Min(count, LargestTrustedCount));
    }

    private List<KeyValuePair<string, T>> BeginMap<T>(out int count)
    {
        Expect(MessagePackType.Map);
        count = reader.ReadMapHeader();
        return new(Math.Min(count, LargestTrustedCount));
    }

    private void Deepen()
    {
        // A record, content in content, free-form data: nothing that was accepted is deeper.
        if (++depth > DataValue.MaxDepth + CompositeContent.MaxDepth + 8) throw new RecordFormatException("The record is nested too deeply.");
    }

    private readonly void Expect(MessagePackType type)
    {
        var next = reader.NextMessagePackType;
        if (next != type) throw Unexpected(type, next);
    }

    // Apart, so that the check itself is small enough to be inlined.
    private static RecordFormatException Unexpected(MessagePackType expected, MessagePackType found) =>
        new($"Expected a value of type {expected}, found {found}.");
}

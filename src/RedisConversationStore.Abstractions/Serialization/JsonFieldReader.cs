using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Conversations.Serialization;

/// <summary>Reads records from JSON. Stands on the value of the field just met, as converters do.</summary>
internal ref struct JsonFieldReader(Utf8JsonReader json) : IFieldReader
{
    private Utf8JsonReader json = json;
    private string name = "";

    // The numbers of the fields met so far in the record being read.
    private ulong met;

    public readonly bool IsInterchange => true;

    public readonly Utf8JsonReader Json => json;

    public bool Next(FieldTable fields, out int number)
    {
        while (Advance())
        {
            name = json.GetString()!;
            json.Read();
            number = fields.NumberOf(name);
            if (number == 0 && IsFieldNumber(name, fields)) throw new RecordFormatException($"{fields.Record} has a member '{name}', which stands for a field that has a name.");
            if (number == 0) return true;
            if ((met & (1UL << number)) != 0) throw new RecordFormatException($"{fields.Record} has '{name}' twice.");
            met |= 1UL << number;
            if (json.TokenType != JsonTokenType.Null) return true;
        }

        number = 0;
        return false;
    }

    public readonly string? Peek(FieldTable fields, Field field)
    {
        var ahead = json;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = ahead.ValueTextEquals(field.Name);
            ahead.Read();
            if (found) return ahead.TokenType == JsonTokenType.String ? Text(ref ahead) : null;
            ahead.Skip();
        }

        return null;
    }

    public void ReadUnknown(ref UnknownMembers members) => members.Add(name, ReadData());

    public void Skip() => json.Skip();

    public string ReadString() =>
        json.TokenType == JsonTokenType.String ? Text(ref json) : throw Unexpected("a string");

    public readonly long ReadInt64() =>
        json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) ? value : throw Unexpected("a 64-bit integer");

    public readonly double ReadDouble() =>
        json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Unexpected("a number");

    public readonly bool ReadBoolean() => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected("true or false"),
    };

    public readonly DateTimeOffset ReadInstant() =>
        json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out var value) ? Instants.Normalize(value) : throw Unexpected("an ISO 8601 time");

    public DataValue ReadData()
    {
        try
        {
            return ReadValue();
        }
        catch (UnkeptNumberException unkept)
        {
            throw unkept.ToFormat(name);
        }
    }

    private DataValue ReadValue()
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return DataValue.Null;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                return Text(ref json);
            case JsonTokenType.Number:
                return ReadNumber();
            case JsonTokenType.StartArray:
                return ReadItems();
            default:
                return ReadMembers();
        }
    }

    // A fraction or an exponent makes a number; anything else is an integer, as long as it fits.
    private readonly DataValue ReadNumber()
    {
        var text = json.HasValueSequence ? json.ValueSequence.ToArray() : json.ValueSpan;
        if (text.IndexOfAny(".eE"u8) < 0 && !ExactNumbers.IsNegativeZero(text) && json.TryGetInt64(out var integer)) return integer;
        return json.TryGetDouble(out var value) && double.IsFinite(value) && ExactNumbers.IsExact(text, value) ? value : throw new UnkeptNumberException("");
    }

    private ValueList<DataValue> ReadItems()
    {
        var items = new List<DataValue>();
        try
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray) items.Add(ReadValue());
        }
        catch (UnkeptNumberException unkept)
        {
            throw unkept.Within(string.Create(CultureInfo.InvariantCulture, $"[{items.Count}]"));
        }

        return ValueList.From(items);
    }

    public ValueList<string> ReadStrings()
    {
        var items = new List<string>();
        ExpectArray();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) items.Add(ReadString());
        return ValueList.From(items);
    }

    public ValueMap<string> ReadStringMap()
    {
        var entries = new List<KeyValuePair<string, string>>();
        ExpectObject();
        while (Advance())
        {
            var key = json.GetString()!;
            json.Read();
            entries.Add(new(key, ReadString()));
        }

        return Distinct(entries, static owned => new ValueMap<string>(owned));
    }

    public ValueMap<ValueList<string>> ReadStringListMap()
    {
        var entries = new List<KeyValuePair<string, ValueList<string>>>();
        ExpectObject();
        while (Advance())
        {
            var key = json.GetString()!;
            json.Read();
            entries.Add(new(key, ReadStrings()));
        }

        return Distinct(entries, static owned => new ValueMap<ValueList<string>>(owned));
    }

    public T ReadRecord<T>()
        where T : class, IRecord<T>
    {
        ExpectObject();
        var outer = met;
        met = 0;
        var record = T.Read(ref this);
        met = outer;
        return record;
    }

    public ValueList<T> ReadRecords<T>()
        where T : class, IRecord<T>
    {
        var items = new List<T>();
        ExpectArray();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) items.Add(ReadRecord<T>());
        return ValueList.From(items);
    }

    internal DataObject ReadObject()
    {
        try
        {
            return ReadMembers();
        }
        catch (UnkeptNumberException unkept)
        {
            throw unkept.ToFormat(name);
        }
    }

    private DataObject ReadMembers()
    {
        var members = new List<KeyValuePair<string, DataValue>>();
        ExpectObject();
        while (Advance())
        {
            var key = json.GetString()!;
            json.Read();
            try
            {
                members.Add(new(key, ReadValue()));
            }
            catch (UnkeptNumberException unkept)
            {
                throw unkept.Within(key);
            }
        }

        return Distinct(members, static owned => owned.Length == 0 ? DataObject.Empty : new DataObject(owned));
    }

    /// <summary>A string with an escaped half of a surrogate pair is no text.</summary>
    private static string Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException invalid)
        {
            throw new RecordFormatException("A string is not valid Unicode.", invalid);
        }
    }

    private static TMap Distinct<TValue, TMap>(List<KeyValuePair<string, TValue>> entries, Func<KeyValuePair<string, TValue>[], TMap> create)
    {
        try
        {
            return create(entries.ToArray());
        }
        catch (ArgumentException duplicate)
        {
            throw new RecordFormatException(duplicate.Message, duplicate);
        }
    }

    private static bool IsFieldNumber(string name, FieldTable fields) =>
        FieldNumbers.TryParse(name, out var number) && fields.Knows(number);

    private bool Advance() => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private readonly void ExpectObject()
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Unexpected("an object");
    }

    private readonly void ExpectArray()
    {
        if (json.TokenType != JsonTokenType.StartArray) throw Unexpected("an array");
    }

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    private readonly RecordFormatException Unexpected(string expected) =>
        new(name.Length == 0 ? $"Expected {expected}, found {Name(json.TokenType)}." : $"'{name}' is not {expected}.");
}

using System.Collections.Frozen;

namespace Conversations.Serialization;

/// <summary>One field of a record: its number in the stored format, its name in JSON. Both are frozen once released.</summary>
internal readonly record struct Field(int Number, string Name);

/// <summary>The fields of one kind of record.</summary>
internal sealed class FieldTable
{
    /// <summary>Numbers stay below this, so that readers can note in one word which fields they have met.</summary>
    private const int NumberLimit = 64;

    private readonly FrozenDictionary<string, int> numbers;
    private readonly bool[] known;

    /// <param name="record">The kind of record, for messages.</param>
    /// <param name="fields">Its fields, with distinct numbers from 1 to 63 and distinct names.</param>
    internal FieldTable(string record, params ReadOnlySpan<Field> fields)
    {
        Record = record;
        var byName = new Dictionary<string, int>(fields.Length);
        known = new bool[NumberLimit];
        foreach (var field in fields)
        {
            byName.Add(field.Name, field.Number);
            if (known[field.Number]) throw new InvalidOperationException($"Field number {field.Number} of {record} is used twice.");
            known[field.Number] = true;
        }

        numbers = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    internal string Record { get; }

    /// <summary>The number of a field by its JSON name; 0 when unknown.</summary>
    internal int NumberOf(string name) => numbers.GetValueOrDefault(name);

    /// <summary>Whether this version knows the field number.</summary>
    internal bool Knows(long number) => (ulong)number < (ulong)known.Length && known[number];
}

/// <summary>The input is not a record of the expected kind. Each format wraps it in the exception its callers know.</summary>
internal sealed class RecordFormatException : FormatException
{
    internal RecordFormatException(string message)
        : base(message)
    {
    }

    internal RecordFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal static RecordFormatException Missing(FieldTable fields, Field field) => new($"{fields.Record} has no '{field.Name}'.");
}

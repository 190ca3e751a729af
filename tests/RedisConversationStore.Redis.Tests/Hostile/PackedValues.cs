using System.Buffers;
using MessagePack;

namespace Conversations.Redis.Tests.Hostile;

/// <summary>A MessagePack value in stored bytes.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Body">Where its header ends: the first element of an array or map, the text of a string.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct PackedValue(int Start, int Body, int End, MessagePackType Type);

/// <summary>An entry of a MessagePack map in stored bytes.</summary>
/// <param name="Map">The map.</param>
/// <param name="Count">How many entries the map has.</param>
/// <param name="Start">Where the entry's key begins.</param>
/// <param name="End">Where the entry's value ends.</param>
internal readonly record struct PackedEntry(PackedValue Map, int Count, int Start, int End);

/// <summary>The MessagePack values in a stored record, found without knowing what stands before them: the record is the map that reaches to the end.</summary>
internal sealed class PackedValues
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly int offset;

    internal PackedValues(byte[] stored)
    {
        while (offset < stored.Length && !IsMapToTheEnd(stored.AsMemory(offset))) offset++;
        bytes = stored.AsMemory(offset);
        var reader = new MessagePackReader(bytes);
        if (bytes.Length > 0) Walk(ref reader);
    }

    /// <summary>Every value, the outermost first within each branch; none in bytes that end in no map.</summary>
    internal List<PackedValue> Values { get; } = [];

    internal List<PackedEntry> Entries { get; } = [];

    private static bool IsMapToTheEnd(ReadOnlyMemory<byte> candidate)
    {
        try
        {
            var reader = new MessagePackReader(candidate);
            if (reader.NextMessagePackType != MessagePackType.Map) return false;
            reader.Skip();
            return reader.End;
        }
        catch (Exception damage) when (damage is MessagePackSerializationException or EndOfStreamException or ArgumentOutOfRangeException)
        {
            // Out of range: the reader's own Skip takes the length of an extension of more than 2 GB for a negative one.
            return false;
        }
    }

    private PackedValue Walk(ref MessagePackReader reader)
    {
        var start = At(reader);
        var type = reader.NextMessagePackType;
        var index = Values.Count;
        Values.Add(default);
        var body = start;
        switch (type)
        {
            case MessagePackType.Map:
                var count = reader.ReadMapHeader();
                body = At(reader);
                var first = Entries.Count;
                for (var i = 0; i < count; i++)
                {
                    var key = Walk(ref reader);
                    Entries.Add(new(default, count, key.Start, Walk(ref reader).End));
                }

                var map = new PackedValue(start, body, At(reader), type);
                for (var i = first; i < Entries.Count; i++)
                {
                    if (Entries[i].Map == default) Entries[i] = Entries[i] with { Map = map };
                }

                break;
            case MessagePackType.Array:
                var items = reader.ReadArrayHeader();
                body = At(reader);
                for (; items > 0; items--) Walk(ref reader);
                break;
            case MessagePackType.String:
                body = start + 1;
                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }

        return Values[index] = new(start, body, At(reader), type);
    }

    private int At(in MessagePackReader reader) => offset + (int)reader.Consumed;
}

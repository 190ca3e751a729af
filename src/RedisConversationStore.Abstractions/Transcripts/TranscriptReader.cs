using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Conversations.Serialization;

namespace Conversations;

/// <summary>A line of a transcript as read: a record, or what is wrong.</summary>
/// <param name="Number">Which line, from 1.</param>
/// <param name="Record">The record; null for a malformed line.</param>
/// <param name="Error">What is wrong; null for a good line.</param>
public sealed record TranscriptLine(long Number, TranscriptRecord? Record, TranscriptFormatException? Error);

/// <summary>Reads transcripts: UTF-8 (with or without a byte order mark), one JSON object a line with exactly one member, which names the kind of its record. Blank lines are passed over.</summary>
public static class TranscriptReader
{
    /// <summary>The longest line, in bytes: 8 MiB, more than any event a store takes by default.</summary>
    public const int MaxLineBytes = 8 * 1024 * 1024;

    private const int MaxDepth = 256;

    // Of valid UTF-8, System.Text.Json rejects as an invalid operation only an escaped half of a surrogate pair.
    private const string NotUnicode = "A string is not valid Unicode.";

    /// <summary>The records of a transcript, up to the first malformed line.</summary>
    /// <param name="stream">The transcript; stays open.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    /// <exception cref="TranscriptFormatException">A line is malformed.</exception>
    public static async IAsyncEnumerable<TranscriptRecord> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var line in ReadLinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            yield return line.Record ?? throw line.Error!;
        }
    }

    /// <summary>The lines of a transcript, malformed ones among them, so that a reader can go on behind those.</summary>
    /// <param name="stream">The transcript; stays open.</param>
    /// <param name="cancellationToken">Stops the enumeration.</param>
    public static async IAsyncEnumerable<TranscriptLine> ReadLinesAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var lines = new LineSplitter(stream, MaxLineBytes);
        for (var number = 1L; await lines.ReadAsync(cancellationToken).ConfigureAwait(false); number++)
        {
            if (lines.IsTooLong)
            {
                yield return new(number, null, new(number, $"The line is longer than {MaxLineBytes / 1024 / 1024} MiB."));
            }
            else if (Parse(number, lines.Line.Span) is { } line)
            {
                yield return line;
            }
        }
    }

    /// <returns>Null for a blank line.</returns>
    private static TranscriptLine? Parse(long number, ReadOnlySpan<byte> line)
    {
        if (number == 1 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0) return null;
        try
        {
            return new(number, ParseRecord(line), null);
        }
        catch (RecordFormatException invalid)
        {
            return Malformed(invalid.Message, invalid);
        }
        catch (JsonException invalid)
        {
            // A record's own message says what is wrong with it; the parser's ends with positions counted in a text of one line.
            var reason = invalid.InnerException switch
            {
                RecordFormatException => invalid.Message,
                InvalidOperationException => NotUnicode,
                _ => $"The line is not valid JSON: {WithoutPosition(invalid.Message)}",
            };
            return Malformed(reason, invalid);
        }
        catch (InvalidOperationException invalid)
        {
            return Malformed(NotUnicode, invalid);
        }

        TranscriptLine Malformed(string reason, Exception cause) => new(number, null, new(number, reason, cause));
    }

    private static TranscriptRecord ParseRecord(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line)) throw new RecordFormatException("The line is not valid UTF-8.");
        var kind = FindKind(line);
        var json = NewReader(line);
        json.Read();
        json.Read();
        json.Read();
        var context = ConversationJsonContext.Default;
        ConversationRecord value = kind switch
        {
            TranscriptKind.Room => Read(ref json, context.Room),
            TranscriptKind.Binding => Read(ref json, context.ChannelBinding),
            TranscriptKind.Participant => Read(ref json, context.Participant),
            TranscriptKind.Identity => Read(ref json, context.Identity),
            TranscriptKind.Task => Read(ref json, context.ConversationTask),
            TranscriptKind.Observation => Read(ref json, context.Observation),
            TranscriptKind.Event => Read(ref json, context.RoomEvent),
            _ => Read(ref json, context.ReadMarker),
        };
        return new(value);
    }

    /// <summary>Looks at the outside of a line: one object, one member, nothing behind it.</summary>
    private static TranscriptKind FindKind(ReadOnlySpan<byte> line)
    {
        var json = NewReader(line);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw new RecordFormatException("The line is not a JSON object.");
        string? name = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (name is not null) throw new RecordFormatException($"The line has several members: '{name}' and '{json.GetString()}'. Exactly one names the record.");
            name = json.GetString()!;
            json.Skip();
        }

        if (name is null) throw new RecordFormatException("The line has no member; exactly one names the record.");
        if (json.Read()) throw new RecordFormatException("There is something behind the JSON object.");
        return TranscriptKinds.TryParse(name, out var kind)
            ? kind
            : throw new RecordFormatException($"'{name}' is not a kind of record; these are: {string.Join(", ", TranscriptKinds.All.Select(known => known.MemberName()))}.");
    }

    private static ConversationRecord Read<T>(ref Utf8JsonReader json, JsonTypeInfo<T> type)
        where T : ConversationRecord =>
        JsonSerializer.Deserialize(ref json, type) ?? throw new RecordFormatException("The record is null.");

    private static Utf8JsonReader NewReader(ReadOnlySpan<byte> line) => new(line, new JsonReaderOptions { MaxDepth = MaxDepth });

    private static string WithoutPosition(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conversations;

/// <summary>Writes transcripts: UTF-8 without a byte order mark, text as it is, one record a line, each ended by a line feed.</summary>
/// <remarks>Not for several writers at once.</remarks>
public sealed class TranscriptWriter : IDisposable
{
    private static readonly JsonEncodedText[] Members = [.. TranscriptKinds.All.Select(kind => JsonEncodedText.Encode(kind.MemberName()))];

    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly Utf8JsonWriter json;
    private readonly Stream stream;

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where to; stays open, and is not flushed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public TranscriptWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
        json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 });
    }

    /// <summary>How many lines were written.</summary>
    public long LineCount { get; private set; }

    /// <summary>Writes a line.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops waiting; a part of the line may be written.</param>
    public async Task WriteAsync(TranscriptRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        buffer.ResetWrittenCount();
        json.Reset();
        Write(record);
        json.Flush();
        buffer.Write("\n"u8);
        await stream.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        LineCount++;
    }

    /// <summary>Gives up the writer's buffers; the stream stays open.</summary>
    public void Dispose() => json.Dispose();

    private void Write(TranscriptRecord record)
    {
        var context = ConversationJsonContext.Readable;
        json.WriteStartObject();
        json.WritePropertyName(Members[(int)record.Kind]);
        switch (record.Value)
        {
            case Room room:
                JsonSerializer.Serialize(json, room, context.Room);
                break;
            case ChannelBinding binding:
                JsonSerializer.Serialize(json, binding, context.ChannelBinding);
                break;
            case Participant participant:
                JsonSerializer.Serialize(json, participant, context.Participant);
                break;
            case Identity identity:
                JsonSerializer.Serialize(json, identity, context.Identity);
                break;
            case ConversationTask task:
                JsonSerializer.Serialize(json, task, context.ConversationTask);
                break;
            case Observation observation:
                JsonSerializer.Serialize(json, observation, context.Observation);
                break;
            case RoomEvent roomEvent:
                JsonSerializer.Serialize(json, roomEvent, context.RoomEvent);
                break;
            case ReadMarker marker:
                JsonSerializer.Serialize(json, marker, context.ReadMarker);
                break;
        }

        json.WriteEndObject();
    }
}

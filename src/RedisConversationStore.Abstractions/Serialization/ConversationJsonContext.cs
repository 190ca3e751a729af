using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conversations;

/// <summary>Source-generated JSON of every model: the interchange format of export, import and any HTTP surface. Usable without reflection, in trimmed and native AOT programs.</summary>
/// <remarks>Names are snake_case, enum values as listed in the contract, content told apart by <c>type</c>, times ISO 8601 in UTC. Null members are left out; members this version does not know survive a round trip. <c>JsonSerializer.Serialize(room, ConversationJsonContext.Default.Room)</c>. Reading throws <see cref="JsonException"/> for anything that is not such a record.</remarks>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, MaxDepth = 256)]
[JsonSerializable(typeof(Room))]
[JsonSerializable(typeof(RoomTimers))]
[JsonSerializable(typeof(RoomEvent))]
[JsonSerializable(typeof(EventSource))]
[JsonSerializable(typeof(EventContent))]
[JsonSerializable(typeof(ChannelData))]
[JsonSerializable(typeof(ChannelBinding))]
[JsonSerializable(typeof(ChannelCapabilities))]
[JsonSerializable(typeof(RateLimit))]
[JsonSerializable(typeof(RetryPolicy))]
[JsonSerializable(typeof(Participant))]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(ConversationTask))]
[JsonSerializable(typeof(Observation))]
[JsonSerializable(typeof(ThreadSummary))]
[JsonSerializable(typeof(ReadMarker))]
[JsonSerializable(typeof(DataValue))]
[JsonSerializable(typeof(DataObject))]
public sealed partial class ConversationJsonContext : JsonSerializerContext
{
    /// <summary>The same models with text as it is (no <c>\u</c> escapes but those JSON needs), for files people read. Not for embedding in HTML.</summary>
    public static ConversationJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        MaxDepth = 256,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

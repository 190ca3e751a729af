using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conversations.Cli.Demo;

/// <summary>The first line to a replica. It comes through standard input, where no list of processes shows the password.</summary>
internal sealed record ReplicaSettings(string Connection, string Prefix, int Slot, int Seed)
{
    /// <summary>Without the connection, which may hold a password.</summary>
    public override string ToString() => $"replica {Slot} of {Prefix}";
}

/// <summary>A webhook on its way to a replica; either an event or a read marker.</summary>
internal sealed record Delivery(long Id, RoomEvent? Event, ReadMarker? ReadMarker);

/// <summary>What a replica answers to a delivery. The first answer, to nothing, says that it is ready.</summary>
/// <param name="Id">The delivery; 0 for "ready".</param>
/// <param name="Outcome">What became of it; null with an error.</param>
/// <param name="Index">The index of its event.</param>
/// <param name="Error">Why it could not be handled: send it again.</param>
/// <param name="ExitCode">With an error, the exit code that fits it.</param>
/// <param name="Violation">What the replica saw that must not be.</param>
/// <param name="Operations">The calls it made.</param>
internal sealed record Answer(
    long Id, WebhookOutcome? Outcome = null, long? Index = null, string? Error = null, int? ExitCode = null, string? Violation = null, IReadOnlyList<OperationTime>? Operations = null);

/// <summary>The JSON lines between the demo and its replicas.</summary>
internal static class ReplicaProtocol
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, Options);

    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Options) ?? throw new JsonException("The message is null.");
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conversations.Cli.Output;

/// <summary>JSON for programs, on standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line of JSON.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Records as the lines of a transcript.</summary>
    public static async Task WriteLinesAsync(IEnumerable<TranscriptRecord> records, CancellationToken cancellationToken)
    {
        await using var output = new BufferedStream(Console.OpenStandardOutput());
        using var writer = new TranscriptWriter(output);
        foreach (var record in records) await writer.WriteAsync(record, cancellationToken);
    }
}

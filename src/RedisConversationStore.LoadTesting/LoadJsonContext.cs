using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conversations.LoadTesting;

/// <summary>The JSON of scenarios, of reports, and of the lines between a run and its workers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Scenario))]
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(WorkerMessage))]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class LoadJsonContext : JsonSerializerContext
{
    /// <summary>The same, to be read by people.</summary>
    internal static LoadJsonContext Indented => field ??= new(new JsonSerializerOptions(Default.Options) { WriteIndented = true });
}

using System.Text.Json.Serialization;
using Conversations.Faults.Runs;

namespace Conversations.Faults.Reporting;

/// <summary>A fault's line for programs.</summary>
internal sealed record FaultLine(string Fault, int Seeds, long Operations, long Acknowledged, long Lost, long LostAsDocumented, long Doubled, long Hung, long Wrong, long LongestMs, long UnaskedFailovers)
{
    internal static FaultLine Of(FaultResult result) =>
        new(result.Fault, result.Runs.Count, result.Operations, result.Acknowledged, result.Lost, result.LostAsDocumented, result.Doubled, result.Hung, result.Wrong, (long)result.Longest.TotalMilliseconds, result.Remarks);
}

/// <summary>The last line for programs: all faults together.</summary>
internal sealed record TotalLine(int Faults, long Lost, long Doubled, long Hung)
{
    internal static TotalLine Of(IReadOnlyList<FaultResult> results) =>
        new(results.Count, results.Sum(result => result.Lost), results.Sum(result => result.Doubled), results.Sum(result => result.Hung));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FaultLine))]
[JsonSerializable(typeof(TotalLine))]
internal sealed partial class ReportJson : JsonSerializerContext;
